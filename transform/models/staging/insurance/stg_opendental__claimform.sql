with

source as (

    select * from {{ source('opendental', 'claimform') }}

),

renamed as (

    select
        -- keys
        "ClaimFormNum" as claim_form_id,

        -- attributes
        "Description" as claim_form_name,
        "UniqueID" as internal_form,

        -- flags
        "IsHidden" <> 0 as is_hidden,
        "PrintImages" <> 0 as is_printed_with_images,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
