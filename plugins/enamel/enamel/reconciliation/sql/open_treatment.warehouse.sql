select
    lines.line,
    '' as policy,
    %(today)s::date as report_date,
    rpt.patient_id,
    lines.amount
from marts.rpt_unscheduled_treatment as rpt
cross join lateral (
    values
    ('every_patient', rpt.open_treatment_amount),
    ('without_visit_ahead', case when rpt.has_visit_ahead then 0 else rpt.open_treatment_amount end),
    ('unscheduled', rpt.unscheduled_amount)
) as lines (line, amount)
where lines.amount <> 0
