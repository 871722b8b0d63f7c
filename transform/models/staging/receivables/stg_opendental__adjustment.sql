with

source as (

    select * from {{ source('opendental', 'adjustment') }}

),

renamed as (

    select
        -- keys
        "AdjNum" as adjustment_id,
        nullif("PatNum", 0) as patient_id,
        nullif("AdjType", 0) as adjustment_type_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("StatementNum", 0) as statement_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("TaxTransID", 0) as tax_transaction_id,

        -- measures
        "AdjAmt"::numeric as adjustment_amount,

        -- times (practice-local; stamps UTC)
        nullif("AdjDate", '0001-01-01'::date) as adjustment_date,
        nullif("ProcDate", '0001-01-01'::date) as service_date,
        nullif("DateEntry", '0001-01-01'::date) as entry_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
