select
    lines.line,
    '' as policy,
    rpt.report_date,
    rpt.presenter_user_id,
    lines.amount
from marts.rpt_presented_treatment_production as rpt
cross join lateral (
    values
    ('gross', rpt.completed_gross_amount),
    ('net', rpt.completed_net_amount)
) as lines (line, amount)
where lines.amount <> 0
