with

source as (

    select * from {{ source('opendental', 'insplan') }}

),

renamed as (

    select
        -- keys
        "PlanNum" as insurance_plan_id,
        nullif("FeeSched", 0) as fee_schedule_id,
        nullif("ClaimFormNum", 0) as claim_form_id,
        nullif("CopayFeeSched", 0) as copay_fee_schedule_id,
        nullif("EmployerNum", 0) as employer_id,
        nullif("CarrierNum", 0) as carrier_id,
        nullif("AllowedFeeSched", 0) as allowed_fee_schedule_id,
        nullif("FilingCode", 0) as filing_code_id,
        nullif("FilingCodeSubtype", 0) as filing_code_subtype_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("OrthoAutoProcCodeNumOverride", 0) as ortho_auto_procedure_code_override_id,
        nullif("BillingType", 0) as billing_type_id,
        nullif("ManualFeeSchedNum", 0) as manual_fee_schedule_id,

        -- attributes
        "GroupName" as group_name,
        "GroupNum" as group_number,
        "PlanType" as plan_type_code,
        case "PlanType"
            when '' then 'category_percentage'
            when 'p' then 'ppo_percentage'
            when 'f' then 'flat_copay'
            when 'c' then 'capitation'
        end as plan_type,
        "DivisionNo" as division_number,
        "DentaideCardSequence" as dentaide_card_sequence,
        "MonthRenew" as renewal_month,
        "RxBIN" as rx_bin,
        "CobRule" as cob_rule_code,
        case "CobRule"
            when 0 then 'basic'
            when 1 then 'standard'
            when 2 then 'carve_out'
            when 3 then 'secondary_medicaid'
        end as cob_rule,
        "SopCode" as sop_code,
        "OrthoType" as ortho_type_code,
        case "OrthoType"
            when 0 then 'initial_claim_only'
            when 1 then 'initial_plus_visit'
            when 2 then 'initial_plus_periodic'
        end as ortho_type,
        "OrthoAutoProcFreq" as ortho_auto_procedure_frequency_code,
        case "OrthoAutoProcFreq"
            when 0 then 'monthly'
            when 1 then 'quarterly'
            when 2 then 'semi_annual'
            when 3 then 'annual'
        end as ortho_auto_procedure_frequency,
        "OrthoAutoClaimDaysWait" as ortho_auto_claim_days_wait,
        "ExclusionFeeRule" as exclusion_fee_rule_code,
        case "ExclusionFeeRule"
            when 0 then 'practice_default'
            when 1 then 'do_nothing'
            when 2 then 'use_ucr_fee'
        end as exclusion_fee_rule,
        "InsPlansZeroWriteOffsOnAnnualMaxOverride" as zero_write_offs_on_annual_max_code,
        case "InsPlansZeroWriteOffsOnAnnualMaxOverride"
            when 0 then 'unknown'
            when 1 then 'yes'
            when 2 then 'no'
        end as zero_write_offs_on_annual_max,
        "InsPlansZeroWriteOffsOnFreqOrAgingOverride" as zero_write_offs_on_frequency_or_age_code,
        case "InsPlansZeroWriteOffsOnFreqOrAgingOverride"
            when 0 then 'unknown'
            when 1 then 'yes'
            when 2 then 'no'
        end as zero_write_offs_on_frequency_or_age,

        -- measures
        "OrthoAutoFeeBilled"::numeric as ortho_auto_fee_billed_amount,
        "PerVisitPatAmount"::numeric as per_visit_patient_amount,
        "PerVisitInsAmount"::numeric as per_visit_insurance_amount,

        -- flags
        "UseAltCode" <> 0 as is_alternate_code_used,
        "ClaimsUseUCR" <> 0 as is_ucr_billed_on_claims,
        "IsMedical" <> 0 as is_medical,
        "ShowBaseUnits" <> 0 as is_base_units_shown,
        "CodeSubstNone" <> 0 as is_substitution_off,
        "IsHidden" <> 0 as is_hidden,
        "HideFromVerifyList" <> 0 as is_hidden_from_verify_list,
        "HasPpoSubstWriteoffs" <> 0 as has_substitution_write_offs,
        "IsBlueBookEnabled" <> 0 as is_blue_book_enabled,

        -- times (practice-local; stamps UTC)
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
