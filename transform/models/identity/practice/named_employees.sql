with

source as (

    select * from {{ source('opendental', 'employee') }}

),

final as (

    select
        -- keys
        "EmployeeNum" as employee_id,

        -- attributes
        nullif("LName", '') as last_name,
        nullif("FName", '') as first_name,
        nullif("MiddleI", '') as middle_name,
        nullif("WirelessPhone", '') as wireless_phone,
        nullif("EmailWork", '') as work_email,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
