-- One row per month: what the practice made, collected and saw, and what is owed at the month's end.
-- The month of today is as far as it has come. Figures are sums of the marts' own columns.
with

today as (

    select calendar_date as today_date
    from marts.dim_dates
    where is_today

),

asked as (

    select
        coalesce(%(to_date)s::date, today_date) as to_date,
        date_trunc(
            'month',
            coalesce(
                %(from_date)s::date, coalesce(%(to_date)s::date, today_date) - interval '11 months'
            )
        )::date as from_date
    from today

),

months as (

    select
        month_start_date,
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(write_off_policy_amount) as write_off_policy_amount,
        sum(net_production_amount) as net_production_amount,
        sum(goal_amount) as goal_amount,
        sum(scheduled_production_amount) as scheduled_production_amount,
        sum(patient_income_amount) as patient_income_amount,
        sum(insurance_income_amount) as insurance_income_amount,
        sum(visit_count)::bigint as visit_count,
        sum(new_patient_count)::bigint as new_patient_count,
        sum(hygiene_visit_count)::bigint as hygiene_visit_count
    from marts.rpt_practice_months
    where
        month_start_date between (select asked.from_date from asked)
        and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by month_start_date

),

owed as (

    select
        date_trunc('month', as_of_date)::date as month_start_date,
        as_of_date,
        sum(balance_total_amount) as receivable_amount,
        sum(balance_over_90_amount) as receivable_over_90_amount
    from marts.rpt_ar_aging_totals
    where
        as_of_date >= (select asked.from_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by as_of_date

)

select
    months.month_start_date,
    months.production_amount,
    months.adjustment_amount,
    months.write_off_policy_amount,
    months.net_production_amount,
    months.goal_amount,
    months.scheduled_production_amount,
    months.patient_income_amount,
    months.insurance_income_amount,
    months.patient_income_amount + months.insurance_income_amount as total_income_amount,
    months.visit_count,
    months.new_patient_count,
    months.hygiene_visit_count,
    owed.as_of_date as receivable_as_of_date,
    owed.receivable_amount,
    owed.receivable_over_90_amount
from months
left join owed
    on months.month_start_date = owed.month_start_date
