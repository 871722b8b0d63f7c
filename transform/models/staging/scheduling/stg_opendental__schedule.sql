with

source as (

    select * from {{ source('opendental', 'schedule') }}

),

renamed as (

    select
        -- keys
        "ScheduleNum" as schedule_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("BlockoutType", 0) as blockout_type_id,
        nullif("EmployeeNum", 0) as employee_id,
        nullif("ClinicNum", 0) as clinic_id,

        -- attributes
        "StartTime" as start_time,
        "StopTime" as stop_time,
        "SchedType" as schedule_type_code,
        case "SchedType"
            when 0 then 'practice'
            when 1 then 'provider'
            when 2 then 'blockout'
            when 3 then 'employee'
            when 4 then 'web_sched_asap'
        end as schedule_type,
        "Status" as schedule_status_code,
        case "Status"
            when 0 then 'open'
            when 1 then 'closed'
            when 2 then 'holiday'
        end as schedule_status,

        -- times (practice-local; stamps UTC)
        nullif("SchedDate", '0001-01-01'::date) as schedule_date,
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
