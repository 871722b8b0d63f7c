-- A closed month's figures of today are those of the production and income report.
with

restatements as (

    select
        month_start_date,
        sum(current_amount) filter (where line_type = 'production') as production_amount,
        sum(current_amount) filter (where line_type = 'adjustment') as adjustment_amount,
        sum(current_amount) filter (where line_type = 'patient_income') as patient_income_amount,
        sum(current_amount) filter (where line_type = 'insurance_income')
            as insurance_income_amount
    from {{ ref('rpt_restatements') }}
    group by month_start_date

),

reported as (

    select
        date_trunc('month', report_date)::date as month_start_date,
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(patient_income_amount) as patient_income_amount,
        sum(insurance_income_amount) as insurance_income_amount
    from {{ ref('rpt_production_income') }}
    group by date_trunc('month', report_date)::date

)

select restatements.month_start_date
from restatements
inner join reported
    on restatements.month_start_date = reported.month_start_date
where
    coalesce(restatements.production_amount, 0) <> reported.production_amount
    or coalesce(restatements.adjustment_amount, 0) <> reported.adjustment_amount
    or coalesce(restatements.patient_income_amount, 0) <> reported.patient_income_amount
    or coalesce(restatements.insurance_income_amount, 0) <> reported.insurance_income_amount
