-- The report must hold every dated line once: sums by type on both sides.
with

report as (

    select
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(write_off_pay_date_amount) as write_off_pay_date_amount,
        sum(write_off_procedure_date_amount) as write_off_procedure_date_amount,
        sum(write_off_claim_date_amount) as write_off_claim_date_amount,
        sum(patient_income_amount) as patient_income_amount,
        sum(unearned_income_amount) as unearned_income_amount,
        sum(insurance_income_amount) as insurance_income_amount
    from {{ ref('rpt_production_income') }}

),

report_totals as (

    select
        totals.line_type,
        coalesce(totals.line_amount, 0) as line_amount
    from report
    cross join lateral (
        values
        ('production', report.production_amount),
        ('adjustment', report.adjustment_amount),
        ('write_off_pay_date', report.write_off_pay_date_amount),
        ('write_off_procedure_date', report.write_off_procedure_date_amount),
        ('write_off_claim_date', report.write_off_claim_date_amount),
        ('patient_income', report.patient_income_amount),
        ('unearned_income', report.unearned_income_amount),
        ('insurance_income', report.insurance_income_amount)
    ) as totals (line_type, line_amount)

),

line_totals as (

    select
        line_type,
        sum(line_amount) as line_amount
    from {{ ref('int_production_income_unioned') }}
    where report_date is not null
    group by line_type

)

select
    report_totals.line_amount as report_amount,
    line_totals.line_amount,
    coalesce(report_totals.line_type, line_totals.line_type) as line_type
from report_totals
full join line_totals
    on report_totals.line_type = line_totals.line_type
where coalesce(report_totals.line_amount, 0) <> coalesce(line_totals.line_amount, 0)
