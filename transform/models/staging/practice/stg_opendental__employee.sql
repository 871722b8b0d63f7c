with

source as (

    select * from {{ source('opendental', 'employee') }}

),

renamed as (

    select
        -- keys
        "EmployeeNum" as employee_id,
        nullif("ReportsTo", 0) as reports_to_id,

        -- attributes
        "ClockStatus" as clock_status,
        "PhoneExt" as phone_ext,

        -- flags
        "IsHidden" <> 0 as is_hidden,
        "IsFurloughed" <> 0 as is_furloughed,
        "IsWorkingHome" <> 0 as is_working_home,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
