-- Families that owe or are owed something today.
with

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        aging.guarantor_id,
        aging.clinic_id,
        aging.balance_0_30_amount,
        aging.balance_31_60_amount,
        aging.balance_61_90_amount,
        aging.balance_over_90_amount,
        aging.balance_total_amount,
        aging.insurance_estimate_amount,
        aging.write_off_estimate_amount,
        aging.patient_portion_amount,
        settings.today_date as seen_date
    from aging
    cross join settings
    where
        aging.is_today
        and (
            aging.balance_total_amount <> 0
            or aging.balance_0_30_amount <> 0
            or aging.balance_31_60_amount <> 0
            or aging.balance_61_90_amount <> 0
            or aging.balance_over_90_amount <> 0
            or aging.insurance_estimate_amount <> 0
            or aging.write_off_estimate_amount <> 0
        )

)

select * from final
