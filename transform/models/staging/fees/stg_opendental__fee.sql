with

source as (

    select * from {{ source('opendental', 'fee') }}

),

renamed as (

    select
        -- keys
        "FeeNum" as fee_id,
        nullif("FeeSched", 0) as fee_schedule_id,
        nullif("CodeNum", 0) as procedure_code_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- measures
        "Amount"::numeric as fee_amount,

        -- flags
        "UseDefaultFee" <> 0 as is_use_default_fee,
        "UseDefaultCov" <> 0 as is_use_default_cov,

        -- times (practice-local; stamps UTC)
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
