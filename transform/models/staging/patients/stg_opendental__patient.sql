with

source as (

    select * from {{ source('opendental', 'patient') }}

),

renamed as (

    select
        -- keys
        "PatNum" as patient_id,
        nullif("Guarantor", 0) as guarantor_id,
        nullif("PriProv", 0) as primary_provider_id,
        nullif("SecProv", 0) as secondary_provider_id,
        nullif("FeeSched", 0) as fee_schedule_id,
        nullif("BillingType", 0) as billing_type_id,
        nullif("EmployerNum", 0) as employer_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("SiteNum", 0) as site_id,
        nullif("ResponsParty", 0) as responsible_party_id,
        nullif("SuperFamily", 0) as super_family_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("PatNumCloneFrom", 0) as cloned_from_patient_id,
        nullif("DiscountPlanNum", 0) as discount_plan_id,

        -- attributes
        "PatStatus" as patient_status_code,
        case "PatStatus"
            when 0 then 'patient'
            when 1 then 'non_patient'
            when 2 then 'inactive'
            when 3 then 'archived'
            when 4 then 'deleted'
            when 5 then 'deceased'
            when 6 then 'prospective'
        end as patient_status,
        "Gender" as gender_code,
        case "Gender"
            when 0 then 'male'
            when 1 then 'female'
            when 2 then 'unknown'
            when 3 then 'other'
        end as gender,
        "Position" as marital_status_code,
        case "Position"
            when 0 then 'single'
            when 1 then 'married'
            when 2 then 'child'
            when 3 then 'widowed'
            when 4 then 'divorced'
        end as marital_status,
        "State" as state,
        left("Zip", 3) as zip_3,
        "StudentStatus" as student_status_code,
        case "StudentStatus"
            when '' then 'not_a_student'
            when 'N' then 'not_a_student'
            when 'P' then 'part_time'
            when 'F' then 'full_time'
        end as student_status,
        "GradeLevel" as grade_level_code,
        case "GradeLevel"
            when 0 then 'unknown'
            when 1 then 'first'
            when 2 then 'second'
            when 3 then 'third'
            when 4 then 'fourth'
            when 5 then 'fifth'
            when 6 then 'sixth'
            when 7 then 'seventh'
            when 8 then 'eighth'
            when 9 then 'ninth'
            when 10 then 'tenth'
            when 11 then 'eleventh'
            when 12 then 'twelfth'
            when 13 then 'prenatal_wic'
            when 14 then 'pre_k'
            when 15 then 'kindergarten'
            when 16 then 'other'
        end as grade_level,
        "Urgency" as treatment_urgency_code,
        case "Urgency"
            when 0 then 'unknown'
            when 1 then 'no_problems'
            when 2 then 'needs_care'
            when 3 then 'urgent'
        end as treatment_urgency,
        "HasIns" as insurance_presence_code,
        case "HasIns"
            when '' then 'no_coverage'
            when 'I' then 'has_coverage'
        end as insurance_presence,
        "PreferConfirmMethod" as prefer_confirm_method_code,
        case "PreferConfirmMethod"
            when 0 then 'none'
            when 1 then 'do_not_call'
            when 2 then 'home_phone'
            when 3 then 'work_phone'
            when 4 then 'wireless_phone'
            when 5 then 'email'
            when 6 then 'see_notes'
            when 7 then 'mail'
            when 8 then 'text_message'
        end as prefer_confirm_method,
        "PreferContactMethod" as prefer_contact_method_code,
        case "PreferContactMethod"
            when 0 then 'none'
            when 1 then 'do_not_call'
            when 2 then 'home_phone'
            when 3 then 'work_phone'
            when 4 then 'wireless_phone'
            when 5 then 'email'
            when 6 then 'see_notes'
            when 7 then 'mail'
            when 8 then 'text_message'
        end as prefer_contact_method,
        "PreferRecallMethod" as prefer_recall_method_code,
        case "PreferRecallMethod"
            when 0 then 'none'
            when 1 then 'do_not_call'
            when 2 then 'home_phone'
            when 3 then 'work_phone'
            when 4 then 'wireless_phone'
            when 5 then 'email'
            when 6 then 'see_notes'
            when 7 then 'mail'
            when 8 then 'text_message'
        end as prefer_recall_method,
        "SchedBeforeTime" as preferred_before_time,
        "SchedAfterTime" as preferred_after_time,
        "SchedDayOfWeek" as preferred_weekday,
        "Language" as language,
        "AskToArriveEarly" as ask_to_arrive_early_minutes,
        "PreferContactConfidential" as prefer_contact_confidential_code,
        case "PreferContactConfidential"
            when 0 then 'none'
            when 1 then 'do_not_call'
            when 2 then 'home_phone'
            when 3 then 'work_phone'
            when 4 then 'wireless_phone'
            when 5 then 'email'
            when 6 then 'see_notes'
            when 7 then 'mail'
            when 8 then 'text_message'
        end as prefer_contact_confidential,
        "TxtMsgOk" as text_message_consent_code,
        case "TxtMsgOk"
            when 0 then 'unknown'
            when 1 then 'yes'
            when 2 then 'no'
        end as text_message_consent,
        "Country" as country,
        extract(year from nullif("Birthdate", '0001-01-01'::date))::integer as birth_year,
        "BillingCycleDay" as billing_cycle_day,
        "ShortCodeOptIn" as short_code_opt_in_code,
        case "ShortCodeOptIn"
            when 0 then 'unknown'
            when 1 then 'yes'
            when 2 then 'no'
        end as short_code_opt_in,

        -- measures
        "EstBalance"::numeric as stored_patient_balance_amount,
        "Bal_0_30"::numeric as stored_balance_0_30_amount,
        "Bal_31_60"::numeric as stored_balance_31_60_amount,
        "Bal_61_90"::numeric as stored_balance_61_90_amount,
        "BalOver90"::numeric as stored_balance_over_90_amount,
        "InsEst"::numeric as stored_insurance_estimate_amount,
        "BalTotal"::numeric as stored_balance_total_amount,
        "PayPlanDue"::numeric as stored_payment_plan_due_amount,

        -- flags
        "PlannedIsDone" <> 0 as is_planned_done,
        "Premed" <> 0 as needs_premedication,
        "HasSuperBilling" <> 0 as has_super_billing,
        "HasSignedTil" <> 0 as has_signed_truth_in_lending,

        -- times (practice-local; stamps UTC)
        nullif("DateFirstVisit", '0001-01-01'::date) as first_visit_date,
        nullif("AdmitDate", '0001-01-01'::date) as admit_date,
        "DateTStamp" as source_updated_at,
        nullif("DateTimeDeceased", '0001-01-01'::timestamp) as deceased_at,
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
