-- What families owed at the end of each closed month, as today's lines have it. The lines are
-- frozen first, so that a frozen balance is the sum of lines in force.
-- depends_on: {{ ref('closed_month_entry_versions') }}
with

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

final as (

    select
        aging.as_of_date,
        aging.guarantor_id,
        aging.clinic_id,
        aging.balance_0_30_amount,
        aging.balance_31_60_amount,
        aging.balance_61_90_amount,
        aging.balance_over_90_amount,
        aging.balance_total_amount,
        aging.insurance_estimate_amount,
        aging.write_off_estimate_amount,
        settings.today_date as seen_date,
        aging._loaded_at
    from aging
    cross join settings
    cross join thresholds
    where
        not aging.is_today
        and aging.as_of_date
        = (date_trunc('month', aging.as_of_date) + interval '1 month - 1 day')::date
        and aging.as_of_date + thresholds.month_close_days < settings.today_date
        and (
            aging.balance_0_30_amount <> 0
            or aging.balance_31_60_amount <> 0
            or aging.balance_61_90_amount <> 0
            or aging.balance_over_90_amount <> 0
            or aging.balance_total_amount <> 0
            or aging.insurance_estimate_amount <> 0
            or aging.write_off_estimate_amount <> 0
        )

)

select * from final
