select
    lines.line,
    rpt.horizon_days::text || ' days' as policy,
    rpt.month_start_date,
    rpt.provider_id,
    rpt.clinic_id,
    lines.amount
from marts.rpt_case_acceptance as rpt
cross join lateral (
    values
    ('presented_count', rpt.presented_count),
    ('presented', rpt.presented_amount),
    ('accepted_count', rpt.accepted_count),
    ('accepted', rpt.accepted_amount),
    ('completed', rpt.completed_amount),
    ('withdrawn', rpt.withdrawn_amount)
) as lines (line, amount)
where lines.amount <> 0
