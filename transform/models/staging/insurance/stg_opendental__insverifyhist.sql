with

source as (

    select * from {{ source('opendental', 'insverifyhist') }}

),

renamed as (

    select
        -- keys
        "InsVerifyHistNum" as insurance_verification_history_id,
        nullif("InsVerifyNum", 0) as insurance_verification_id,
        nullif("UserNum", 0) as user_id,
        nullif("FKey", 0) as linked_id,
        nullif("DefNum", 0) as verification_status_id,
        nullif("VerifyUserNum", 0) as verified_by_user_id,

        -- attributes
        "VerifyType" as verification_type_code,
        case "VerifyType"
            when 0 then 'none'
            when 1 then 'insurance_benefit'
            when 2 then 'patient_enrollment'
        end as verification_type,

        -- measures
        "HoursAvailableForVerification"::numeric as verification_hours,

        -- times (practice-local; stamps UTC)
        nullif("DateLastVerified", '0001-01-01'::date) as last_verified_date,
        nullif("DateLastAssigned", '0001-01-01'::date) as last_assigned_date,
        nullif("DateTimeEntry", '0001-01-01'::timestamp) as entered_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
