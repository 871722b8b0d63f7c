with

source as (

    select * from {{ source('opendental', 'insbluebook') }}

),

renamed as (

    select
        -- keys
        "InsBlueBookNum" as blue_book_id,
        nullif("ProcCodeNum", 0) as procedure_code_id,
        nullif("CarrierNum", 0) as carrier_id,
        nullif("PlanNum", 0) as insurance_plan_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("ClaimNum", 0) as claim_id,

        -- attributes
        "GroupNum" as group_number,
        "ClaimType" as claim_type,

        -- measures
        "InsPayAmt"::numeric as insurance_payment_amount,
        nullif("AllowedOverride", -1)::numeric as allowed_override_amount,

        -- times (practice-local; stamps UTC)
        nullif("DateTEntry", '0001-01-01'::timestamp) as source_created_at,
        nullif("ProcDate", '0001-01-01'::date) as service_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
