-- A month's figures stand on its first day.
select
    lines.line,
    '' as policy,
    rpt.month_start_date,
    rpt.carrier_id,
    rpt.clinic_id,
    lines.amount
from marts.rpt_ppo_write_offs as rpt
cross join lateral (
    values
    ('fee_billed', rpt.fee_billed_amount),
    ('write_off', rpt.write_off_amount),
    ('insurance_payment', rpt.insurance_payment_amount)
) as lines (line, amount)
