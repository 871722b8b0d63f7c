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
    period_start_date,
    family_with_lines_count as guarantor_count,
    procedure_amount,
    adjustment_amount,
    insurance_credit_amount,
    patient_credit_amount,
    payment_plan_amount,
    charged_amount,
    credited_amount,
    balance_change_amount
from marts.rpt_ar_movement_periods
where
    period_grain = %(grain)s
    and period_start_date between (select asked.from_date from asked)
    and (select asked.to_date from asked)
