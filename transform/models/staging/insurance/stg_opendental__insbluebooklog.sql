with

source as (

    select * from {{ source('opendental', 'insbluebooklog') }}

),

renamed as (

    select
        -- keys
        "InsBlueBookLogNum" as blue_book_log_id,
        nullif("ClaimProcNum", 0) as claim_line_id,

        -- measures
        "AllowedFee"::numeric as allowed_fee_amount,

        -- times (practice-local; stamps UTC)
        nullif("DateTEntry", '0001-01-01'::timestamp) as source_created_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
