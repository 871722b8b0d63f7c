-- One row per month: what the practice made, collected and saw, and what is owed at the month's end.
-- The month of today is as far as it has come. Figures are sums of the reports' own columns.
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

goals as (

    select
        date_trunc('month', report_date)::date as month_start_date,
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(write_off_policy_amount) as write_off_policy_amount,
        sum(net_production_amount) as net_production_amount,
        sum(scheduled_production_amount) as scheduled_production_amount,
        sum(goal_amount) as goal_amount
    from marts.rpt_production_goals
    where
        report_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by date_trunc('month', report_date)

),

income as (

    select
        date_trunc('month', report_date)::date as month_start_date,
        sum(patient_income_amount) as patient_income_amount,
        sum(insurance_income_amount) as insurance_income_amount
    from marts.rpt_production_income
    where
        report_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by date_trunc('month', report_date)

),

visits as (

    select
        date_trunc('month', visit_date)::date as month_start_date,
        count(*) as visit_count,
        count(*) filter (where is_first_visit) as new_patient_count,
        count(*) filter (where is_hygiene_visit) as hygiene_visit_count
    from marts.fct_visits
    where
        visit_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by date_trunc('month', visit_date)

),

owed as (

    select
        date_trunc('month', as_of_date)::date as month_start_date,
        as_of_date,
        sum(balance_total_amount) as receivable_amount,
        sum(balance_over_90_amount) as receivable_over_90_amount
    from marts.rpt_ar_aging
    where
        as_of_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by as_of_date

)

select
    goals.month_start_date,
    goals.production_amount,
    goals.adjustment_amount,
    goals.write_off_policy_amount,
    goals.net_production_amount,
    goals.goal_amount,
    goals.scheduled_production_amount,
    income.patient_income_amount,
    income.insurance_income_amount,
    income.patient_income_amount + income.insurance_income_amount as total_income_amount,
    coalesce(visits.visit_count, 0) as visit_count,
    coalesce(visits.new_patient_count, 0) as new_patient_count,
    coalesce(visits.hygiene_visit_count, 0) as hygiene_visit_count,
    owed.as_of_date as receivable_as_of_date,
    owed.receivable_amount,
    owed.receivable_over_90_amount
from goals
left join income
    on goals.month_start_date = income.month_start_date
left join visits
    on goals.month_start_date = visits.month_start_date
left join owed
    on goals.month_start_date = owed.month_start_date
