with

source as (

    select * from {{ source('opendental', 'smsfrommobile') }}

),

renamed as (

    select
        -- keys
        "SmsFromMobileNum" as text_message_received_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("CommlogNum", 0) as communication_id,

        -- attributes
        "SmsPhoneNumber" as office_phone,
        "MsgPart" as message_part,
        "MsgTotal" as message_part_count,
        "MsgRefID" as message_reference,
        "SmsStatus" as received_status_code,
        case "SmsStatus"
            when 0 then 'received_unread'
            when 1 then 'received_read'
        end as received_status,
        "Flags" as message_flags,
        "MatchCount" as matching_patient_count,
        "GuidMessage" as text_message_guid,

        -- flags
        "IsHidden" <> 0 as is_hidden,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeReceived", '0001-01-01'::timestamp) as received_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
