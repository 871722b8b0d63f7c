with

source as (

    select * from {{ source('opendental', 'timeadjust') }}

),

renamed as (

    select
        -- keys
        "TimeAdjustNum" as time_adjustment_id,
        nullif("EmployeeNum", 0) as employee_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("PtoDefNum", 0) as paid_time_off_type_id,
        nullif("SecuUserNumEntry", 0) as entry_user_id,

        -- attributes
        "RegHours" as regular_time,
        "OTimeHours" as overtime,
        "PtoHours" as paid_time_off,

        -- flags
        "IsAuto" <> 0 as is_automatic,
        "IsUnpaidProtectedLeave" <> 0 as is_unpaid_protected_leave,

        -- times (practice-local; stamps UTC)
        nullif("TimeEntry", '0001-01-01'::timestamp) as adjusted_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
