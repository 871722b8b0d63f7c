with

source as (

    select * from {{ source('opendental', 'program') }}

),

renamed as (

    select
        -- keys
        "ProgramNum" as program_id,

        -- attributes
        "ProgName" as program_name,
        "ProgDesc" as program_description,
        "PluginDllName" as plug_in_file,

        -- flags
        "Enabled" <> 0 as is_enabled,
        "IsDisabledByHq" <> 0 as is_disabled_by_vendor,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
