with

source as (

    select * from {{ source('opendental', 'preference') }}

),

renamed as (

    select
        -- keys
        "PrefNum" as preference_id,

        -- attributes
        "PrefName" as preference_name,
        "ValueString" as preference_value,
        "Comments" as comments,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
