with

source as (

    select * from {{ source('opendental', 'orthocase') }}

),

renamed as (

    select
        -- keys
        "OrthoCaseNum" as ortho_case_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("OrthoType", 0) as ortho_type_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- measures
        "Fee"::numeric as fee_amount,
        "FeeInsPrimary"::numeric as primary_insurance_fee_amount,
        "FeePat"::numeric as patient_fee_amount,
        "FeeInsSecondary"::numeric as secondary_insurance_fee_amount,

        -- flags
        "IsTransfer" <> 0 as is_transfer,
        "IsActive" <> 0 as is_active,

        -- times (practice-local; stamps UTC)
        nullif("BandingDate", '0001-01-01'::date) as banding_date,
        nullif("DebondDate", '0001-01-01'::date) as debond_date,
        nullif("DebondDateExpected", '0001-01-01'::date) as expected_debond_date,
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
