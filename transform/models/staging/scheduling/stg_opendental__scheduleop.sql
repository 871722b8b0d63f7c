with

source as (

    select * from {{ source('opendental', 'scheduleop') }}

),

renamed as (

    select
        -- keys
        "ScheduleOpNum" as schedule_operatory_id,
        nullif("ScheduleNum", 0) as schedule_id,
        nullif("OperatoryNum", 0) as operatory_id,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
