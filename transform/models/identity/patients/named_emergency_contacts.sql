with

source as (

    select * from {{ source('opendental', 'patientnote') }}

),

final as (

    select
        -- keys
        "PatNum" as patient_id,

        -- attributes
        nullif("ICEName", '') as contact_name,
        nullif("ICEPhone", '') as contact_phone,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at
    from source

)

select * from final
