with

source as (

    select * from {{ source('opendental', 'procedurecode') }}

),

renamed as (

    select
        -- keys
        "CodeNum" as procedure_code_id,
        nullif("ProcCat", 0) as procedure_category_id,
        nullif("ProvNumDefault", 0) as default_provider_id,

        -- attributes
        "ProcCode" as procedure_code,
        "Descript" as procedure_code_description,
        "AbbrDesc" as procedure_code_abbreviation,
        "ProcTime" as time_pattern,
        "TreatArea" as treatment_area_code,
        case "TreatArea"
            when 0 then 'none'
            when 1 then 'surface'
            when 2 then 'tooth'
            when 3 then 'mouth'
            when 4 then 'quadrant'
            when 5 then 'sextant'
            when 6 then 'arch'
            when 7 then 'tooth_range'
        end as treatment_area,
        "DefaultNote" as default_note,
        "GTypeNum" as graphic_type,
        "AlternateCode1" as alternate_code_1,
        "MedicalCode" as medical_code,
        "PaintType" as paint_type_code,
        case "PaintType"
            when 0 then 'none'
            when 1 then 'extraction'
            when 2 then 'implant'
            when 3 then 'rct'
            when 4 then 'post_bu'
            when 5 then 'filling_dark'
            when 6 then 'filling_light'
            when 7 then 'crown_dark'
            when 8 then 'crown_light'
            when 9 then 'bridge_dark'
            when 10 then 'bridge_light'
            when 11 then 'denture_dark'
            when 12 then 'denture_light'
            when 13 then 'sealant'
            when 14 then 'veneer'
            when 15 then 'text'
            when 16 then 'retained_root'
            when 17 then 'space_maintainer'
        end as paint_type,
        "LaymanTerm" as layman_term,
        "BaseUnits" as base_units,
        "SubstitutionCode" as substitution_code,
        "SubstOnlyIf" as substitution_condition_code,
        case "SubstOnlyIf"
            when 0 then 'always'
            when 1 then 'molar'
            when 2 then 'second_molar'
            when 3 then 'never'
            when 4 then 'posterior'
        end as substitution_condition,
        "DrugNDC" as drug_ndc,
        "RevenueCodeDefault" as default_revenue_code,
        "DefaultClaimNote" as default_claim_note,
        "DefaultTPNote" as default_treatment_plan_note,
        "BypassGlobalLock" as bypass_global_lock_code,
        case "BypassGlobalLock"
            when 0 then 'never_bypass'
            when 1 then 'bypass_if_zero'
            when 2 then 'bypass_always'
        end as bypass_global_lock,
        "TaxCode" as tax_code,
        "PaintText" as paint_text,
        "DiagnosticCodes" as diagnostic_codes,

        -- flags
        "NoBillIns" <> 0 as is_not_billed_to_insurance,
        "IsProsth" <> 0 as is_prosthesis,
        "IsHygiene" <> 0 as is_hygiene,
        "IsTaxed" <> 0 as is_taxed,
        "IsCanadianLab" <> 0 as is_canadian_lab,
        "PreExisting" <> 0 as is_pre_existing,
        "IsMultiVisit" <> 0 as is_multi_visit,
        "IsRadiology" <> 0 as is_radiology,
        "AreaAlsoToothRange" <> 0 as is_area_also_tooth_range,

        -- times (practice-local; stamps UTC)
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
