with

fee_schedules as (

    select * from {{ ref('stg_opendental__feesched') }}

),

fees as (

    select
        fee_schedule_id,
        count(*) as fee_count,
        count(*) filter (
            where clinic_id is not null or provider_id is not null
        ) as override_count,
        max(_loaded_at) as _loaded_at
    from {{ ref('stg_opendental__fee') }}
    group by fee_schedule_id

),

final as (

    select
        -- keys
        fee_schedules.fee_schedule_id,

        -- attributes
        fee_schedules.fee_schedule_name,
        fee_schedules.fee_schedule_type_code,
        fee_schedules.fee_schedule_type,

        -- measures
        coalesce(fees.fee_count, 0) as fee_count,
        coalesce(fees.override_count, 0) as override_count,

        -- flags
        coalesce(fee_schedules.is_global, false) as is_global,
        coalesce(fee_schedules.is_hidden, false) as is_hidden,

        -- loader (UTC)
        greatest(fee_schedules._loaded_at, fees._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from fee_schedules
    left join fees
        on fee_schedules.fee_schedule_id = fees.fee_schedule_id

)

select * from final
