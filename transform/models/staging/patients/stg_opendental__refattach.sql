with

source as (

    select * from {{ source('opendental', 'refattach') }}

),

renamed as (

    select
        -- keys
        "RefAttachNum" as referral_link_id,
        nullif("ReferralNum", 0) as referral_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("ProvNum", 0) as provider_id,

        -- attributes
        "ItemOrder" as item_order,
        "RefType" as referral_type_code,
        case "RefType"
            when 0 then 'to'
            when 1 then 'from'
            when 2 then 'custom'
        end as referral_type,
        "RefToStatus" as referral_to_status_code,
        case "RefToStatus"
            when 0 then 'none'
            when 1 then 'declined'
            when 2 then 'scheduled'
            when 3 then 'consulted'
            when 4 then 'in_treatment'
            when 5 then 'complete'
        end as referral_to_status,

        -- flags
        "IsTransitionOfCare" <> 0 as is_transition_of_care,

        -- times (practice-local; stamps UTC)
        nullif("RefDate", '0001-01-01'::date) as referral_date,
        nullif("DateProcComplete", '0001-01-01'::date) as procedure_completed_date,
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
