with

source as (

    select * from {{ source('opendental', 'smstomobile') }}

),

renamed as (

    select
        -- keys
        "SmsToMobileNum" as text_message_sent_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ClinicNum", 0) as clinic_id,

        -- attributes
        "GuidMessage" as text_message_guid,
        "GuidBatch" as text_message_batch_guid,
        "SmsPhoneNumber" as office_phone,
        "MsgType" as text_message_source_code,
        case "MsgType"
            when 0 then 'undefined'
            when 1 then 'direct_sms'
            when 2 then 'recall'
            when 3 then 'reminder'
            when 4 then 'test_no_charge'
            when 5 then 'confirmation'
            when 6 then 'confirmation_request'
            when 7 then 'recall_auto'
            when 8 then 'asap_manual'
            when 9 then 'web_sched_asap'
            when 10 then 'verify'
            when 11 then 'statements'
            when 12 then 'verify_wsnp'
            when 13 then 'headmaster'
            when 14 then 'no_reply'
            when 15 then 'od_mobile'
            when 16 then 'appt_thank_you'
            when 17 then 'confirmation_auto_reply'
            when 18 then 'opt_in_prompt'
            when 19 then 'stop_reply'
            when 20 then 'help_reply'
            when 21 then 'opt_in_reply'
            when 22 then 'arrival'
            when 23 then 'byod_token'
            when 24 then 'general_message'
            when 25 then 'appt_new_pat_thank_you'
            when 26 then 'verify_payment_portal'
            when 27 then 'msg_to_pay'
            when 28 then 'opt_out_reply'
        end as text_message_source,
        "SmsStatus" as delivery_status_code,
        case "SmsStatus"
            when 0 then 'none'
            when 1 then 'pending'
            when 2 then 'delivery_conf'
            when 3 then 'delivery_unconf'
            when 4 then 'fail_with_charge'
            when 5 then 'fail_no_charge'
        end as delivery_status,
        "MsgParts" as message_part_count,

        -- measures
        "MsgChargeUSD"::numeric as message_charge_amount,
        "MsgDiscountUSD"::numeric as message_discount_amount,

        -- flags
        "IsTimeSensitive" <> 0 as is_time_sensitive,
        "IsHidden" <> 0 as is_hidden,

        -- times (practice-local; stamps UTC)
        nullif("DateTimeSent", '0001-01-01'::timestamp) as sent_at,
        nullif("DateTimeTerminated", '0001-01-01'::timestamp) as terminated_at,
        "SecDateTEdit" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
