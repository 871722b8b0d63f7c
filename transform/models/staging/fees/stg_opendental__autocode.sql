with

source as (

    select * from {{ source('opendental', 'autocode') }}

),

renamed as (

    select
        -- keys
        "AutoCodeNum" as auto_code_id,

        -- attributes
        "Description" as auto_code_name,

        -- flags
        "IsHidden" <> 0 as is_hidden,
        "LessIntrusive" <> 0 as is_less_intrusive,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
