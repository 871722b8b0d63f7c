-- Production, write-offs and income per day or whole month, under one write-off policy; the month of
-- today is as far as it has come. Figures are sums of the marts' own columns. Only one of the two
-- sources is read: the grain says which.
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
            %(grain)s,
            coalesce(
                %(from_date)s::date,
                coalesce(%(to_date)s::date, today_date) - interval '12 months' + interval '1 day'
            )
        )::date as from_date
    from today

),

months as (

    select
        month_start_date as period_start_date,
        production_amount,
        adjustment_amount,
        write_off_pay_date_amount,
        write_off_procedure_date_amount,
        write_off_claim_date_amount,
        write_off_policy_amount,
        patient_income_amount,
        unearned_income_amount,
        insurance_income_amount,
        visit_count
    from marts.rpt_practice_months
    where
        %(grain)s = 'month'
        and month_start_date between (select asked.from_date from asked)
        and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)

),

days as (

    select
        report_date as period_start_date,
        production_amount,
        adjustment_amount,
        write_off_pay_date_amount,
        write_off_procedure_date_amount,
        write_off_claim_date_amount,
        0 as write_off_policy_amount,
        patient_income_amount,
        unearned_income_amount,
        insurance_income_amount,
        0 as visit_count
    from marts.rpt_production_income
    where
        %(grain)s = 'day'
        and report_date between (select asked.from_date from asked)
        and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)

),

policy_days as (

    select
        report_date as period_start_date,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_pay_date_amount,
        0 as write_off_procedure_date_amount,
        0 as write_off_claim_date_amount,
        write_off_policy_amount,
        0 as patient_income_amount,
        0 as unearned_income_amount,
        0 as insurance_income_amount,
        0 as visit_count
    from marts.rpt_production_goals
    where
        %(grain)s = 'day'
        and report_date between (select asked.from_date from asked)
        and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)

),

visit_days as (

    select
        visit_date as period_start_date,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_pay_date_amount,
        0 as write_off_procedure_date_amount,
        0 as write_off_claim_date_amount,
        0 as write_off_policy_amount,
        0 as patient_income_amount,
        0 as unearned_income_amount,
        0 as insurance_income_amount,
        1 as visit_count
    from marts.fct_visits
    where
        %(grain)s = 'day'
        and visit_date between (select asked.from_date from asked)
        and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)

),

unioned as (

    select * from months
    union all
    select * from days
    union all
    select * from policy_days
    union all
    select * from visit_days

),

summed as (

    select
        period_start_date,
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(
            case %(write_offs)s
                when 'pay_date' then write_off_pay_date_amount
                when 'procedure_date' then write_off_procedure_date_amount
                when 'claim_date' then write_off_claim_date_amount
                else write_off_policy_amount
            end
        ) as write_off_amount,
        sum(patient_income_amount) as patient_income_amount,
        sum(unearned_income_amount) as unearned_income_amount,
        sum(insurance_income_amount) as insurance_income_amount,
        sum(visit_count)::bigint as visit_count
    from unioned
    group by period_start_date

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
