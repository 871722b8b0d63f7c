select
    lines.line,
    rpt.presentation as policy,
    rpt.month_start_date,
    rpt.presenter_user_id,
    lines.amount
from marts.rpt_treatment_presentations as rpt
cross join lateral (
    values
    ('presented_count', rpt.presented_count),
    ('presented_gross', rpt.presented_gross_amount),
    ('presented_net', rpt.presented_net_amount),
    ('scheduled_count', rpt.scheduled_count),
    ('scheduled_gross', rpt.scheduled_gross_amount),
    ('scheduled_net', rpt.scheduled_net_amount),
    ('completed_count', rpt.completed_count),
    ('completed_gross', rpt.completed_gross_amount),
    ('completed_net', rpt.completed_net_amount)
) as lines (line, amount)
where lines.amount <> 0
