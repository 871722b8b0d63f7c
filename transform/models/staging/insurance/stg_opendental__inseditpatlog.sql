with

source as (

    select * from {{ source('opendental', 'inseditpatlog') }}

),

renamed as (

    select
        -- keys
        "InsEditPatLogNum" as insurance_patient_edit_log_id,
        nullif("FKey", 0) as linked_id,
        nullif("UserNum", 0) as user_id,
        nullif("ParentKey", 0) as parent_id,

        -- attributes
        "LogType" as insurance_patient_edit_log_type_code,
        case "LogType"
            when 0 then 'pat_plan'
            when 1 then 'subscriber'
            when 2 then 'adjustment'
        end as insurance_patient_edit_log_type,
        "FieldName" as field_name,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as logged_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
