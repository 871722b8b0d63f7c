select
    lines.line,
    lines.policy,
    rpt.report_date,
    rpt.provider_id,
    rpt.clinic_id,
    lines.amount
from marts.rpt_production_income_daily as rpt
cross join lateral (
    values
    ('production', '', rpt.production_amount),
    ('adjustment', '', rpt.adjustment_amount),
    ('write_off', 'pay_date', rpt.write_off_pay_date_amount),
    ('write_off', 'procedure_date', rpt.write_off_procedure_date_amount),
    ('write_off', 'claim_date', rpt.write_off_claim_date_amount),
    ('total_production', 'pay_date', rpt.total_production_pay_date_amount),
    ('total_production', 'procedure_date', rpt.total_production_procedure_date_amount),
    ('total_production', 'claim_date', rpt.total_production_claim_date_amount),
    ('patient_income', '', rpt.patient_income_amount),
    ('unearned_income', '', rpt.unearned_income_amount),
    ('insurance_income', '', rpt.insurance_income_amount),
    ('total_income', '', rpt.total_income_amount),
    ('total_income_with_unearned', '', rpt.total_income_with_unearned_amount)
) as lines (line, policy, amount)
