with

source as (

    select * from {{ source('opendental', 'claimattach') }}

),

renamed as (

    select
        -- keys
        "ClaimAttachNum" as claim_attachment_id,
        nullif("ClaimNum", 0) as claim_id,

        -- attributes
        "ImageReferenceId" as image_reference,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
