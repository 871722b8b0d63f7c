select
    'line_items' as line,
    '' as policy,
    report_date,
    clinic_id,
    unearned_type_id,
    unearned_amount
from marts.rpt_unearned_activity
