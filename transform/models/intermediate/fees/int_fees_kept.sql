-- What of a fee is kept: a raise overwrites it.
with

fees as (

    select * from {{ ref('stg_opendental__fee') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        fees.fee_id,
        fees.fee_schedule_id,
        fees.procedure_code_id,
        fees.clinic_id,
        fees.provider_id,
        fees.fee_amount,
        settings.today_date as seen_date
    from fees
    cross join settings

)

select * from final
