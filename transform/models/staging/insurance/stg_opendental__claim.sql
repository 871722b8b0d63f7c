with

source as (

    select * from {{ source('opendental', 'claim') }}

),

renamed as (

    select
        -- keys
        "ClaimNum" as claim_id,
        nullif("PatNum", 0) as patient_id,
        nullif("PlanNum", 0) as insurance_plan_id,
        nullif("ProvTreat", 0) as treating_provider_id,
        nullif("ProvBill", 0) as billing_provider_id,
        nullif("ReferringProv", 0) as referral_id,
        nullif("PlanNum2", 0) as secondary_insurance_plan_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("ClaimForm", 0) as claim_form_id,
        nullif("InsSubNum", 0) as insurance_subscription_id,
        nullif("InsSubNum2", 0) as secondary_insurance_subscription_id,
        nullif("CustomTracking", 0) as claim_tracking_definition_id,
        nullif("ProvOrderOverride", 0) as provider_order_override_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("OrderingReferralNum", 0) as ordering_referral_id,

        -- attributes
        "ClaimStatus" as claim_status_code,
        case "ClaimStatus"
            when 'U' then 'unsent'
            when 'H' then 'hold_until_primary_received'
            when 'W' then 'waiting_to_send'
            when 'P' then 'probably_sent'
            when 'S' then 'sent'
            when 'R' then 'received'
            when 'I' then 'hold_for_in_process'
        end as claim_status,
        "IsProsthesis" as prosthesis_code,
        case "IsProsthesis"
            when 'N' then 'no'
            when 'I' then 'initial'
            when 'R' then 'replacement'
        end as prosthesis,
        "ClaimType" as claim_type_code,
        case "ClaimType"
            when 'P' then 'primary'
            when 'S' then 'secondary'
            when 'PreAuth' then 'preauthorization'
            when 'Other' then 'other'
            when 'Cap' then 'capitation'
        end as claim_type,
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
        "AccidentRelated" as accident_code,
        case "AccidentRelated"
            when '' then 'no'
            when 'A' then 'auto'
            when 'E' then 'employment'
            when 'O' then 'other'
        end as accident,
        "AccidentST" as accident_state,
        "EmployRelated" as employment_related_code,
        case "EmployRelated"
            when 0 then 'unknown'
            when 1 then 'yes'
            when 2 then 'no'
        end as employment_related,
        "OrthoRemainM" as ortho_remaining_months,
        "PatRelat" as patient_relationship_code,
        case "PatRelat"
            when 0 then 'self'
            when 1 then 'spouse'
            when 2 then 'child'
            when 3 then 'employee'
            when 4 then 'handicapped_dependent'
            when 5 then 'significant_other'
            when 6 then 'injured_plaintiff'
            when 7 then 'life_partner'
            when 8 then 'dependent'
        end as patient_relationship,
        "PatRelat2" as secondary_patient_relationship_code,
        case "PatRelat2"
            when 0 then 'self'
            when 1 then 'spouse'
            when 2 then 'child'
            when 3 then 'employee'
            when 4 then 'handicapped_dependent'
            when 5 then 'significant_other'
            when 6 then 'injured_plaintiff'
            when 7 then 'life_partner'
            when 8 then 'dependent'
        end as secondary_patient_relationship,
        "Radiographs" as radiographs,
        "AttachedImages" as attached_images,
        "AttachedModels" as attached_models,
        "AttachedFlags" as attached_flags,
        "AttachmentID" as attachment_id,
        "SpecialProgramCode" as special_program_code,
        case "SpecialProgramCode"
            when 0 then 'none'
            when 1 then 'epsdt_1'
            when 2 then 'handicapped_2'
            when 3 then 'special_federal_3'
            when 5 then 'disability_5'
            when 9 then 'second_opinion_9'
        end as special_program,
        "UniformBillType" as uniform_bill_type,
        "MedType" as med_type_code,
        case "MedType"
            when 0 then 'dental'
            when 1 then 'medical'
            when 2 then 'institutional'
        end as med_type,
        "AdmissionTypeCode" as admission_type_code,
        "AdmissionSourceCode" as admission_source_code,
        "PatientStatusCode" as institutional_patient_status,
        "CorrectionType" as correction_type_code,
        case "CorrectionType"
            when 0 then 'original'
            when 1 then 'replacement'
            when 2 then 'void'
        end as correction_type,
        "OrthoTotalM" as ortho_total_months,
        "DateIllnessInjuryPregQualifier" as date_illness_injury_preg_qualifier_code,
        case "DateIllnessInjuryPregQualifier"
            when 0 then 'none'
            when 431 then 'onset_cur_symptoms'
            when 484 then 'last_menstrual_period'
        end as date_illness_injury_preg_qualifier,
        "DateOtherQualifier" as date_other_qualifier_code,
        case "DateOtherQualifier"
            when 0 then 'none'
            when 90 then 'report_start'
            when 91 then 'report_end'
            when 304 then 'latest_visit_consult'
            when 439 then 'accident'
            when 444 then 'first_visit_consult'
            when 453 then 'chronic_cond_manifest'
            when 454 then 'initial_treatment'
            when 455 then 'last_xray'
            when 471 then 'prescription'
        end as date_other_qualifier,

        -- measures
        "ClaimFee"::numeric as claim_fee_amount,
        "InsPayEst"::numeric as insurance_payment_estimate_amount,
        "InsPayAmt"::numeric as insurance_payment_amount,
        "DedApplied"::numeric as deductible_applied_amount,
        "WriteOff"::numeric as write_off_amount,
        "ShareOfCost"::numeric as share_of_cost_amount,

        -- flags
        "IsOrtho" <> 0 as is_ortho,
        "IsOutsideLab" <> 0 as is_outside_lab,

        -- times (practice-local; stamps UTC)
        nullif("DateService", '0001-01-01'::date) as service_date,
        nullif("DateSent", '0001-01-01'::date) as sent_date,
        nullif("DateReceived", '0001-01-01'::date) as received_date,
        nullif("PriorDate", '0001-01-01'::date) as prior_prosthesis_date,
        nullif("AccidentDate", '0001-01-01'::date) as accident_date,
        nullif("OrthoDate", '0001-01-01'::date) as ortho_date,
        nullif("DateResent", '0001-01-01'::date) as resent_date,
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,
        nullif("DateSentOrig", '0001-01-01'::date) as first_sent_date,
        nullif("DateIllnessInjuryPreg", '0001-01-01'::date) as illness_injury_preg_date,
        nullif("DateOther", '0001-01-01'::date) as other_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
