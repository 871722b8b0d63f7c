select
    lines.line,
    lines.policy,
    rpt.report_date,
    rpt.provider_id,
    rpt.clinic_id,
    lines.amount
from marts.rpt_production_income as rpt
cross join lateral (
    values
    ('production', '', rpt.production_amount),
    ('adjustment', '', rpt.adjustment_amount),
    ('write_off', 'pay_date', rpt.write_off_pay_date_amount),
    ('write_off', 'procedure_date', rpt.write_off_procedure_date_amount),
    ('write_off', 'claim_date', rpt.write_off_claim_date_amount),
    ('patient_income', '', rpt.patient_income_amount),
    ('unearned_income', '', rpt.unearned_income_amount),
    ('insurance_income', '', rpt.insurance_income_amount)
) as lines (line, policy, amount)
