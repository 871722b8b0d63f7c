with

source as (

    select * from {{ source('opendental', 'treatplan') }}

),

renamed as (

    select
        -- keys
        "TreatPlanNum" as treatment_plan_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ResponsParty", 0) as responsible_party_id,
        nullif("DocNum", 0) as document_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,
        nullif("UserNumPresenter", 0) as presenter_user_id,
        nullif("MobileAppDeviceNum", 0) as mobile_app_device_id,

        -- attributes
        "Heading" as heading,
        "TPStatus" as treatment_plan_status_code,
        case "TPStatus"
            when 0 then 'saved'
            when 1 then 'active'
            when 2 then 'inactive'
        end as treatment_plan_status,
        "TPType" as treatment_plan_type_code,
        case "TPType"
            when 0 then 'insurance'
            when 1 then 'discount'
        end as treatment_plan_type,

        -- times (practice-local; stamps UTC)
        nullif("DateTP", '0001-01-01'::date) as treatment_plan_date,
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,
        nullif("DateTSigned", '0001-01-01'::timestamp) as signed_at,
        nullif("DateTPracticeSigned", '0001-01-01'::timestamp) as practice_signed_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
