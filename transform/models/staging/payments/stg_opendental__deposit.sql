with

source as (

    select * from {{ source('opendental', 'deposit') }}

),

renamed as (

    select
        -- keys
        "DepositNum" as deposit_id,
        nullif("DepositAccountNum", 0) as deposit_account_id,

        -- attributes
        "Batch" as batch,

        -- measures
        "Amount"::numeric as deposit_amount,

        -- flags
        "IsSentToQuickBooksOnline" <> 0 as is_sent_to_quick_books_online,

        -- times (practice-local; stamps UTC)
        nullif("DateDeposit", '0001-01-01'::date) as deposit_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
