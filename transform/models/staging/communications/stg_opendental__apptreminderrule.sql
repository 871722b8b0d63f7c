with

source as (

    select * from {{ source('opendental', 'apptreminderrule') }}

),

renamed as (

    select
        -- keys
        "ApptReminderRuleNum" as reminder_rule_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("EmailHostingTemplateNum", 0) as email_hosting_template_id,

        -- attributes
        "TypeCur" as reminder_rule_type_code,
        case "TypeCur"
            when -1 then 'undefined'
            when 0 then 'reminder'
            when 1 then 'confirmation_future_day'
            when 2 then 'reminder_future_day'
            when 3 then 'patient_portal_invite'
            when 4 then 'schedule_thank_you'
            when 5 then 'arrival'
            when 6 then 'birthday'
            when 7 then 'general_message'
            when 8 then 'web_sched_recall'
            when 9 then 'new_patient_thank_you'
            when 10 then 'pay_portal_msg_to_pay'
        end as reminder_rule_type,
        "TSPrior" as lead_time_ticks,
        "SendOrder" as send_order,
        "DoNotSendWithin" as do_not_send_within_ticks,
        "Language" as language,
        "EmailTemplateType" as email_template_type,
        "AggEmailTemplateType" as aggregate_email_template_type,
        "MinorAge" as minor_age_years,
        "SendMultipleInvites" as multiple_invites_code,
        case "SendMultipleInvites"
            when 0 then 'until_patient_visits_portal'
            when 1 then 'every_appointment'
            when 2 then 'no_visit_in_timespan'
        end as multiple_invites,
        "TimeSpanMultipleInvites" as multiple_invites_within_ticks,

        -- flags
        "IsSendAll" <> 0 as is_sent_to_all,
        "IsEnabled" <> 0 as is_enabled,
        "IsAutoReplyEnabled" <> 0 as is_auto_reply_enabled,
        "IsSendForMinorsBirthday" <> 0 as is_sent_for_birthdays_of_minors,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
