with

source as (

    select * from {{ source('opendental', 'recalltype') }}

),

renamed as (

    select
        -- keys
        "RecallTypeNum" as recall_type_id,

        -- attributes
        "Description" as recall_type_name,
        "DefaultInterval" as default_interval_packed,
        "TimePattern" as time_pattern,
        "Procedures" as procedure_codes,

        -- flags
        "AppendToSpecial" <> 0 as is_append_to_special,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
