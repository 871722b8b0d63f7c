with

source as (

    select * from {{ source('opendental', 'proctp') }}

),

renamed as (

    select
        -- keys
        "ProcTPNum" as treatment_plan_line_id,
        nullif("TreatPlanNum", 0) as treatment_plan_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProcNumOrig", 0) as procedure_id,
        nullif("Priority", 0) as priority_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("ClinicNum", 0) as clinic_id,

        -- attributes
        "ItemOrder" as item_order,
        "ToothNumTP" as tooth_number,
        "Surf" as surface,
        "ProcCode" as procedure_code,
        "Descript" as procedure_description,
        "Prognosis" as prognosis_text,
        "Dx" as diagnosis_text,
        "ProcAbbr" as procedure_abbreviation,

        -- measures
        "FeeAmt"::numeric as fee_amount,
        "PriInsAmt"::numeric as primary_insurance_amount,
        "SecInsAmt"::numeric as secondary_insurance_amount,
        "PatAmt"::numeric as patient_amount,
        "Discount"::numeric as discount_amount,
        "FeeAllowed"::numeric as allowed_fee_amount,
        "TaxAmt"::numeric as tax_amount,
        "CatPercUCR"::numeric as category_percent_of_ucr,

        -- times (practice-local; stamps UTC)
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,
        nullif("DateTP", '0001-01-01'::date) as treatment_planned_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
