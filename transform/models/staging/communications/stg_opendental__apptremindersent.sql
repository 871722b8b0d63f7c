with

source as (

    select * from {{ source('opendental', 'apptremindersent') }}

),

renamed as (

    select
        -- keys
        "ApptReminderSentNum" as reminder_id,
        nullif("ApptNum", 0) as appointment_id,
        nullif("ApptReminderRuleNum", 0) as reminder_rule_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("MessageFk", 0) as message_id,

        -- attributes
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

        -- times (practice-local; stamps UTC)
        nullif("ApptDateTime", '0001-01-01'::timestamp) as scheduled_at,
        nullif("DateTimeSent", '0001-01-01'::timestamp) as sent_at,
        nullif("DateTimeEntry", '0001-01-01'::timestamp) as source_created_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
