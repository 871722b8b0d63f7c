with

source as (

    select * from {{ source('opendental', 'clinic') }}

),

renamed as (

    select
        -- keys
        "ClinicNum" as clinic_id,
        nullif("InsBillingProv", 0) as insurance_billing_provider_id,
        nullif("EmailAddressNum", 0) as email_address_id,
        nullif("DefaultProv", 0) as default_provider_id,
        nullif("Region", 0) as region_id,
        nullif("ExternalID", 0) as external_id,

        -- attributes
        "Description" as clinic_name,
        "City" as city,
        "State" as state,
        "Zip" as zip,
        "DefaultPlaceService" as default_place_of_service_code,
        case "DefaultPlaceService"
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
        end as default_place_of_service,
        "Fax" as fax,
        "BillingCity" as billing_city,
        "BillingState" as billing_state,
        "BillingZip" as billing_zip,
        "PayToCity" as pay_to_city,
        "PayToState" as pay_to_state,
        "PayToZip" as pay_to_zip,
        "ItemOrder" as item_order,
        "Abbr" as clinic_abbreviation,
        "TimeZone" as time_zone,
        "EmailAliasOverride" as email_alias_override,

        -- measures
        "SmsMonthlyLimit"::numeric as sms_monthly_limit,

        -- flags
        "IsMedicalOnly" <> 0 as is_medical_only,
        "UseBillAddrOnClaims" <> 0 as is_billing_address_used_on_claims,
        "IsInsVerifyExcluded" <> 0 as is_insurance_verify_excluded,
        "IsConfirmEnabled" <> 0 as is_confirm_enabled,
        "IsConfirmDefault" <> 0 as is_confirm_default,
        "IsNewPatApptExcluded" <> 0 as is_new_patient_appointment_excluded,
        "IsHidden" <> 0 as is_hidden,
        "HasProcOnRx" <> 0 as has_procedure_on_rx,

        -- times (practice-local; stamps UTC)
        nullif("SmsContractDate", '0001-01-01'::timestamp) as sms_contract_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
