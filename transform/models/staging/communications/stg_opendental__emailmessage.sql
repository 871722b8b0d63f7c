with

source as (

    select * from {{ source('opendental', 'emailmessage') }}

),

renamed as (

    select
        -- keys
        "EmailMessageNum" as email_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProvNumWebMail", 0) as web_mail_provider_id,
        nullif("PatNumSubj", 0) as subject_patient_id,
        nullif("AptNum", 0) as appointment_id,
        nullif("UserNum", 0) as user_id,

        -- attributes
        "SentOrReceived" as email_status_code,
        case "SentOrReceived"
            when 0 then 'neither'
            when 1 then 'sent'
            when 2 then 'received'
            when 3 then 'read'
            when 4 then 'web_mail_received'
            when 5 then 'web_mail_recd_read'
            when 6 then 'web_mail_sent'
            when 7 then 'web_mail_sent_read'
            when 8 then 'sent_direct'
            when 9 then 'received_encrypted'
            when 10 then 'received_direct'
            when 11 then 'read_direct'
            when 12 then 'ack_direct_processed'
            when 13 then 'ack_direct_not_sent'
            when 14 then 'secure_email_sent'
            when 15 then 'secure_email_received_unread'
            when 16 then 'secure_email_received_read'
            when 17 then 'send_failed'
        end as email_status,
        "HideIn" as hidden_in_code,
        "HtmlType" as email_format_code,
        case "HtmlType"
            when 0 then 'regular'
            when 1 then 'html'
            when 2 then 'raw_html'
        end as email_format,
        "MsgType" as email_source,

        -- times (practice-local; stamps UTC)
        nullif("MsgDateTime", '0001-01-01'::timestamp) as emailed_at,
        nullif("SecDateTEntry", '0001-01-01'::timestamp) as source_created_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
