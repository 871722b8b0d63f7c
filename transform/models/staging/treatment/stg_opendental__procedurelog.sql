with

source as (

    select * from {{ source('opendental', 'procedurelog') }}

),

renamed as (

    select
        -- keys
        "ProcNum" as procedure_id,
        nullif("PatNum", 0) as patient_id,
        nullif("AptNum", 0) as appointment_id,
        nullif("Priority", 0) as priority_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("Dx", 0) as diagnosis_id,
        nullif("PlannedAptNum", 0) as planned_appointment_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("ProcNumLab", 0) as lab_parent_procedure_id,
        nullif("BillingTypeOne", 0) as billing_type_one_id,
        nullif("BillingTypeTwo", 0) as billing_type_two_id,
        nullif("CodeNum", 0) as procedure_code_id,
        nullif("SiteNum", 0) as site_id,
        nullif("Prognosis", 0) as prognosis_id,
        nullif("StatementNum", 0) as statement_id,
        nullif("RepeatChargeNum", 0) as repeat_charge_id,
        nullif("ProvOrderOverride", 0) as provider_order_override_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("OrderingReferralNum", 0) as ordering_referral_id,

        -- attributes
        "Surf" as surface,
        "ToothNum" as tooth_number,
        "ToothRange" as tooth_range,
        "ProcStatus" as procedure_status_code,
        case "ProcStatus"
            when 1 then 'treatment_planned'
            when 2 then 'complete'
            when 3 then 'existing_current_provider'
            when 4 then 'existing_other_provider'
            when 5 then 'referred_out'
            when 6 then 'deleted'
            when 7 then 'condition'
            when 8 then 'treatment_planned_inactive'
        end as procedure_status,
        "PlaceService" as place_of_service_code,
        case "PlaceService"
            when 0 then 'office'
            when 1 then 'patients_home'
            when 2 then 'inpatient_hospital'
            when 3 then 'outpatient_hospital'
            when 4 then 'skilled_nursing_facility'
            when 5 then 'custodial_care_facility'
            when 6 then 'other_location'
            when 7 then 'mobile_unit'
            when 8 then 'school'
            when 9 then 'military_treatment_facility'
            when 10 then 'federal_health_center'
            when 11 then 'public_health_clinic'
            when 12 then 'rural_health_clinic'
            when 13 then 'emergency_room_hospital'
            when 14 then 'ambulatory_surgical_center'
            when 15 then 'telehealth_outside_home'
            when 16 then 'telehealth_in_home'
            when 17 then 'outreach_site_or_street'
        end as place_of_service,
        "Prosthesis" as prosthesis_code,
        case "Prosthesis"
            when '' then 'no'
            when 'I' then 'initial'
            when 'R' then 'replacement'
        end as prosthesis,
        "MedicalCode" as medical_code,
        "DiagnosticCode" as diagnostic_code,
        "CodeMod1" as code_mod_1,
        "CodeMod2" as code_mod_2,
        "CodeMod3" as code_mod_3,
        "CodeMod4" as code_mod_4,
        "RevCode" as revenue_code,
        "UnitQty" as unit_quantity,
        "BaseUnits" as base_units,
        "StartTime" as anesthesia_start_time,
        "StopTime" as anesthesia_stop_time,
        "ProcTime" as start_time,
        "ProcTimeEnd" as end_time,
        "DrugUnit" as drug_unit_code,
        case "DrugUnit"
            when 0 then 'none'
            when 1 then 'international_unit'
            when 2 then 'gram'
            when 3 then 'milligram'
            when 4 then 'milliliter'
            when 5 then 'unit'
        end as drug_unit,
        "UnitQtyType" as unit_quantity_type_code,
        case "UnitQtyType"
            when 0 then 'mult_procs'
            when 1 then 'minutes_anesth'
            when 2 then 'service_units'
            when 3 then 'days'
        end as unit_quantity_type,
        "SnomedBodySite" as snomed_body_site,
        "DiagnosticCode2" as diagnostic_code_2,
        "DiagnosticCode3" as diagnostic_code_3,
        "DiagnosticCode4" as diagnostic_code_4,
        "IcdVersion" as icd_version,
        "Urgency" as procedure_urgency_code,
        case "Urgency"
            when 0 then 'normal'
            when 1 then 'emergency'
        end as procedure_urgency,

        -- measures
        "ProcFee"::numeric as unit_fee_amount,
        "DrugQty"::numeric as drug_quantity,
        "Discount"::numeric as discount_amount,
        "TaxAmt"::numeric as tax_amount,
        "DiscountPlanAmt"::numeric as discount_plan_amount,

        -- flags
        "IsPrincDiag" <> 0 as is_principal_diagnosis,
        "HideGraphics" <> 0 as is_graphics_hidden,
        "IsLocked" <> 0 as is_locked,
        "IsDateProsthEst" <> 0 as is_prosthesis_date_estimated,
        "IsCpoe" <> 0 as is_cpoe,

        -- times (practice-local; stamps UTC)
        nullif("ProcDate", '0001-01-01'::date) as service_date,
        nullif("DateOriginalProsth", '0001-01-01'::date) as original_prosthesis_date,
        nullif("DateEntryC", '0001-01-01'::date) as chart_entry_date,
        nullif("DateTP", '0001-01-01'::date) as treatment_planned_date,
        "DateTStamp" as source_updated_at,
        nullif("SecDateEntry", '0001-01-01'::timestamp) as source_created_at,
        nullif("DateComplete", '0001-01-01'::date) as completed_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
