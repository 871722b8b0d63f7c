-- Insurance checks: is each posted whole, and is there an explanation of benefits to it?
with

payments as (

    select * from {{ ref('int_insurance_payments_documented') }}

),

final as (

    select
        -- keys
        insurance_payment_id,
        clinic_id,

        -- attributes
        carrier_name,

        -- measures
        check_amount::numeric(14, 2) as check_amount,
        posted_amount::numeric(14, 2) as posted_amount,
        unposted_amount::numeric(14, 2) as unposted_amount,
        claim_count,
        explanation_count,

        -- flags
        is_partial,
        has_explanation,

        -- times (practice-local)
        check_date,
        first_explanation_date,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from payments

)

select * from final
