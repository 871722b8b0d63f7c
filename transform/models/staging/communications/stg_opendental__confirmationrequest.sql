with

source as (

    select * from {{ source('opendental', 'confirmationrequest') }}

),

renamed as (

    select
        -- keys
        "ConfirmationRequestNum" as confirmation_request_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ApptNum", 0) as appointment_id,
        nullif("ApptReminderRuleNum", 0) as reminder_rule_id,
        nullif("MessageFk", 0) as message_id,

        -- attributes
        "RSVPStatus" as response_status_code,
        case "RSVPStatus"
            when 0 then 'awaiting_transmit'
            when 1 then 'pending_rsvp'
            when 2 then 'positive_rsvp'
            when 3 then 'negative_rsvp'
            when 4 then 'callback'
            when 5 then 'expired'
            when 6 then 'failed'
            when 7 then 'appt_changed'
        end as response_status,
        "GuidMessageFromMobile" as received_text_message_guid,
        "TSPrior" as lead_time_ticks,
        "SendStatus" as send_status_code,
        case "SendStatus"
            when 0 then 'undefined'
            when 1 then 'do_not_send'
            when 2 then 'send_not_attempted'
            when 3 then 'send_successful'
            when 4 then 'send_failed'
            when 5 then 'sent_awaiting_receipt'
        end as send_status,
        "MessageType" as message_type_code,
        case "MessageType"
            when -1 then 'invalid'
            when 0 then 'preferred'
            when 1 then 'text'
            when 2 then 'email'
            when 3 then 'secure_email'
        end as message_type,

        -- flags
        "DoNotResend" <> 0 as is_resend_forbidden,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeConfirmExpire", '0001-01-01'::timestamp) as expires_at,
        nullif("DateTimeEntry", '0001-01-01'::timestamp) as source_created_at,
        nullif("DateTimeConfirmTransmit", '0001-01-01'::timestamp) as transmitted_at,
        nullif("DateTimeRSVP", '0001-01-01'::timestamp) as responded_at,
        nullif("ApptDateTime", '0001-01-01'::timestamp) as scheduled_at,
        nullif("DateTimeSent", '0001-01-01'::timestamp) as sent_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
