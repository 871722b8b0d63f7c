with

source as (

    select * from {{ source('opendental', 'clockevent') }}

),

renamed as (

    select
        -- keys
        "ClockEventNum" as clock_event_id,
        nullif("EmployeeNum", 0) as employee_id,
        nullif("ClinicNum", 0) as clinic_id,

        -- attributes
        "ClockStatus" as clock_status_code,
        case "ClockStatus"
            when 0 then 'home'
            when 1 then 'lunch'
            when 2 then 'break'
        end as clock_status,
        "OTimeHours" as overtime_override,
        "OTimeAuto" as overtime_automatic,
        "Adjust" as time_adjustment,
        "AdjustAuto" as time_adjustment_automatic,
        "Rate2Hours" as rate_2_time_override,
        "Rate2Auto" as rate_2_time_automatic,
        "Rate3Hours" as rate_3_time_override,
        "Rate3Auto" as rate_3_time_automatic,

        -- flags
        "AdjustIsOverridden" <> 0 as is_time_adjustment_overridden,
        "IsWorkingHome" <> 0 as is_working_home,

        -- times (practice-local; stamps UTC)
        nullif("TimeEntered1", '0001-01-01'::timestamp) as source_created_at,
        nullif("TimeDisplayed1", '0001-01-01'::timestamp) as started_at,
        nullif("TimeEntered2", '0001-01-01'::timestamp) as end_entered_at,
        nullif("TimeDisplayed2", '0001-01-01'::timestamp) as ended_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
