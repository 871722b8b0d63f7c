-- Income of a month is patients' and insurers' money by its own date, none of it lost.
with

report as (

    select coalesce(sum(payment_amount), 0) as payment_amount
    from {{ ref('rpt_income_unmatched') }}
    where payer = 'patient'

),

income as (

    select coalesce(sum(patient_income_amount), 0) as payment_amount
    from {{ ref('rpt_production_income') }}

)

select
    report.payment_amount as report_amount,
    income.payment_amount as income_amount
from report
cross join income
where report.payment_amount <> income.payment_amount
