-- Production, write-offs and income of a whole period in one row, under one write-off policy.
with

today as (

    select calendar_date as today_date
    from marts.dim_dates
    where is_today

),

asked as (

    select
        coalesce(%(to_date)s::date, today_date) as to_date,
        coalesce(
            %(from_date)s::date,
            (coalesce(%(to_date)s::date, today_date) - interval '12 months' + interval '1 day')::date
        ) as from_date
    from today

),

income as (

    select
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(
            case %(write_offs)s
                when 'pay_date' then write_off_pay_date_amount
                when 'procedure_date' then write_off_procedure_date_amount
                when 'claim_date' then write_off_claim_date_amount
            end
        ) as write_off_amount,
        sum(patient_income_amount) as patient_income_amount,
        sum(unearned_income_amount) as unearned_income_amount,
        sum(insurance_income_amount) as insurance_income_amount
    from marts.rpt_production_income
    where
        report_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)

),

policy as (

    select sum(write_off_policy_amount) as write_off_amount
    from marts.rpt_production_goals
    where
        %(write_offs)s = 'practice'
        and report_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)

),

visits as (

    select count(*) as visit_count
    from marts.fct_visits
    where
        visit_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)

),

summed as (

    select
        asked.from_date as period_start_date,
        coalesce(income.production_amount, 0) as production_amount,
        coalesce(income.adjustment_amount, 0) as adjustment_amount,
        coalesce(income.write_off_amount, policy.write_off_amount, 0) as write_off_amount,
        coalesce(income.patient_income_amount, 0) as patient_income_amount,
        coalesce(income.unearned_income_amount, 0) as unearned_income_amount,
        coalesce(income.insurance_income_amount, 0) as insurance_income_amount,
        visits.visit_count
    from asked
    cross join income
    cross join policy
    cross join visits

)

select
    period_start_date,
    production_amount,
    adjustment_amount,
    write_off_amount,
    production_amount + adjustment_amount + write_off_amount as net_production_amount,
    patient_income_amount,
    unearned_income_amount,
    insurance_income_amount,
    patient_income_amount + insurance_income_amount as total_income_amount,
    visit_count
from summed
