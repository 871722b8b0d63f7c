with

source as (

    select * from {{ source('opendental', 'eobattach') }}

),

renamed as (

    select
        -- keys
        "EobAttachNum" as eob_attachment_id,
        nullif("ClaimPaymentNum", 0) as insurance_payment_id,

        -- times (practice-local; stamps UTC)
        nullif("DateTCreated", '0001-01-01'::timestamp) as source_created_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
