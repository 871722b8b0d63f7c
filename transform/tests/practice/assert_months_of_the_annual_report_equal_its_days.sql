-- The annual report is the monthly one without what is scheduled: month by month the same money.
with

monthly as (

    select
        date_trunc('month', report_date)::date as month_start_date,
        clinic_id,
        sum(production_amount) as production_amount,
        sum(
            total_production_procedure_date_amount
            - scheduled_production_amount
            - scheduled_adjustment_amount
        ) as total_production_amount,
        sum(total_income_with_unearned_amount) as total_income_amount
    from {{ ref('rpt_production_income_monthly') }}
    group by
        date_trunc('month', report_date)::date,
        clinic_id

),

annual as (

    select * from {{ ref('rpt_production_income_annual') }}

)

select
    monthly.month_start_date,
    monthly.clinic_id
from monthly
full outer join annual
    on
        monthly.month_start_date = annual.month_start_date
        and monthly.clinic_id = annual.clinic_id
where
    coalesce(monthly.production_amount, 0) <> coalesce(annual.production_amount, 0)
    or coalesce(monthly.total_production_amount, 0)
    <> coalesce(annual.total_production_procedure_date_amount, 0)
    or coalesce(monthly.total_income_amount, 0)
    <> coalesce(annual.total_income_with_unearned_amount, 0)
