with

source as (

    select * from {{ source('opendental', 'commlog') }}

),

renamed as (

    select
        -- keys
        "CommlogNum" as communication_id,
        nullif("PatNum", 0) as patient_id,
        nullif("CommType", 0) as communication_type_id,
        nullif("UserNum", 0) as user_id,
        nullif("ProgramNum", 0) as program_id,
        nullif("ReferralNum", 0) as referral_id,

        -- attributes
        "Mode_" as communication_mode_code,
        case "Mode_"
            when 0 then 'none'
            when 1 then 'email'
            when 2 then 'mail'
            when 3 then 'phone'
            when 4 then 'in_person'
            when 5 then 'text'
            when 6 then 'email_and_text'
            when 7 then 'phone_and_text'
            when 8 then 'fax'
        end as communication_mode,
        "SentOrReceived" as communication_direction_code,
        case "SentOrReceived"
            when 0 then 'neither'
            when 1 then 'sent'
            when 2 then 'received'
        end as communication_direction,
        "CommSource" as communication_source_code,
        case "CommSource"
            when 0 then 'user'
            when 1 then 'web_sched'
            when 2 then 'program_link'
            when 3 then 'appt_reminder'
            when 4 then 'e_services'
            when 5 then 'supplemental_backup'
            when 6 then 'appt_thank_you'
            when 7 then 'fhir'
            when 8 then 'new_pat_thank_you'
            when 9 then 'msg_to_pay'
        end as communication_source,
        "CommReferralBehavior" as referral_behavior_code,
        case "CommReferralBehavior"
            when 0 then 'none'
            when 1 then 'top_anchored'
            when 2 then 'hidden'
        end as referral_behavior,

        -- times (practice-local; stamps UTC)
        nullif("CommDateTime", '0001-01-01'::timestamp) as communicated_at,
        "DateTStamp" as source_updated_at,
        nullif("DateTimeEnd", '0001-01-01'::timestamp) as ended_at,
        nullif("DateTEntry", '0001-01-01'::timestamp) as entered_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
