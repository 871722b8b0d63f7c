with

source as (

    select * from {{ source('opendental', 'appointmenttype') }}

),

renamed as (

    select
        -- keys
        "AppointmentTypeNum" as appointment_type_id,

        -- attributes
        "AppointmentTypeName" as appointment_type_name,
        "ItemOrder" as item_order,
        "Pattern" as time_pattern,
        "CodeStr" as procedure_codes,
        "CodeStrRequired" as required_procedure_codes,
        "RequiredProcCodesNeeded" as required_procedure_codes_needed_code,
        case "RequiredProcCodesNeeded"
            when 0 then 'none'
            when 1 then 'at_least_one'
            when 2 then 'all'
        end as required_procedure_codes_needed,
        "BlockoutTypes" as blockout_types,

        -- flags
        "IsHidden" <> 0 as is_hidden,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
