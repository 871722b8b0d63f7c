select
    lines.line,
    '' as policy,
    rpt.report_date,
    rpt.provider_id,
    rpt.clinic_id,
    lines.amount
from marts.rpt_broken_appointments as rpt
cross join lateral (
    values
    ('procedure_missed', rpt.procedure_missed_count),
    ('procedure_cancelled', rpt.procedure_cancelled_count),
    ('procedure_fee', rpt.procedure_fee_amount),
    ('adjustment', rpt.adjustment_amount),
    ('status', rpt.status_count)
) as lines (line, amount)
where lines.amount <> 0
