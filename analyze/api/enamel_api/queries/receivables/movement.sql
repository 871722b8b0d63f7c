-- What moved the balances of all families, by day or whole month: work, adjustments, payments, plans. `change`
-- is the sum of the parts: what is owed after the period less what was owed before it.
with

today as (

    select calendar_date as today_date
    from marts.dim_dates
    where is_today

),

asked as (

    select
        case
            when %(grain)s = 'day' then coalesce(%(to_date)s::date, today_date)
            else
                least(
                    today_date,
                    (
                        date_trunc('month', coalesce(%(to_date)s::date, today_date))
                        + interval '1 month - 1 day'
                    )::date
                )
        end as to_date,
        date_trunc(
            %(grain)s,
            coalesce(
                %(from_date)s::date,
                coalesce(%(to_date)s::date, today_date) - interval '12 months' + interval '1 day'
            )
        )::date as from_date
    from today

)

select
    date_trunc(%(grain)s, report_date)::date as period_start_date,
    count(distinct guarantor_id) as guarantor_count,
    sum(procedure_amount) as procedure_amount,
    sum(adjustment_amount) as adjustment_amount,
    sum(insurance_credit_amount) as insurance_credit_amount,
    sum(patient_credit_amount) as patient_credit_amount,
    sum(payment_plan_amount) as payment_plan_amount,
    sum(charged_amount) as charged_amount,
    sum(credited_amount) as credited_amount,
    sum(closing_balance_amount - opening_balance_amount) as balance_change_amount
from marts.rpt_ar_movement
where report_date between (select asked.from_date from asked) and (select asked.to_date from asked)
group by date_trunc(%(grain)s, report_date)
