-- Production, write-offs and income per day or month, under one write-off policy. Figures are sums of
-- the report's own columns; `n` counts the visits of the period.
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
            coalesce(%(to_date)s::date, today_date) - interval '12 months' + interval '1 day'
        )::date as from_date
    from today

),

income as (

    select
        case when %(grain)s = 'month' then date_trunc('month', report_date)::date else report_date end
            as period_start_date,
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
    group by period_start_date

),

policy as (

    select
        case when %(grain)s = 'month' then date_trunc('month', report_date)::date else report_date end
            as period_start_date,
        sum(write_off_policy_amount) as write_off_amount
    from marts.rpt_production_goals
    where
        %(write_offs)s = 'practice'
        and report_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
    group by period_start_date

),

visits as (

    select
        case when %(grain)s = 'month' then date_trunc('month', visit_date)::date else visit_date end
            as period_start_date,
        count(*) as visit_count
    from marts.fct_visits
    where
        visit_date between (select asked.from_date from asked) and (select asked.to_date from asked)
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
    group by period_start_date

),

written_off as (

    select
        income.*,
        coalesce(income.write_off_amount, policy.write_off_amount, 0) as own_write_off_amount
    from income
    left join policy
        on income.period_start_date = policy.period_start_date

)

select
    written_off.period_start_date,
    written_off.production_amount,
    written_off.adjustment_amount,
    written_off.own_write_off_amount as write_off_amount,
    written_off.production_amount + written_off.adjustment_amount
    + written_off.own_write_off_amount as net_production_amount,
    written_off.patient_income_amount,
    written_off.unearned_income_amount,
    written_off.insurance_income_amount,
    written_off.patient_income_amount + written_off.insurance_income_amount as total_income_amount,
    coalesce(visits.visit_count, 0) as visit_count
from written_off
left join visits
    on written_off.period_start_date = visits.period_start_date
