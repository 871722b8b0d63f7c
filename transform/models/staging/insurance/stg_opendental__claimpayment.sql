with

source as (

    select * from {{ source('opendental', 'claimpayment') }}

),

renamed as (

    select
        -- keys
        "ClaimPaymentNum" as insurance_payment_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("DepositNum", 0) as deposit_id,
        nullif("PayType", 0) as insurance_payment_type_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("PayGroup", 0) as insurance_payment_group_id,

        -- attributes
        "CarrierName" as carrier_name,

        -- measures
        "CheckAmt"::numeric as check_amount,

        -- flags
        "IsPartial" <> 0 as is_partial,

        -- times (practice-local; stamps UTC)
        nullif("CheckDate", '0001-01-01'::date) as check_date,
        nullif("DateIssued", '0001-01-01'::date) as issued_date,
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
