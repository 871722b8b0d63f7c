select
    lines.line,
    '' as policy,
    rpt.report_date,
    rpt.provider_id,
    rpt.clinic_id,
    lines.amount
from marts.rpt_production_goals as rpt
cross join lateral (
    values
    ('production', rpt.production_amount),
    ('adjustment', rpt.adjustment_amount),
    ('scheduled_production', rpt.scheduled_production_amount),
    ('scheduled_minutes', round(rpt.scheduled_hours * 60, 4)),
    ('goal', rpt.goal_amount)
) as lines (line, amount)
where lines.amount <> 0
