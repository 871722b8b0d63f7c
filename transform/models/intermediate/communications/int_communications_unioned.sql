-- One row per contact, wherever Open Dental wrote it down. A text may stand in the commlog as well:
-- an incoming one is linked there, an outgoing one noted within minutes. The text is kept, the
-- note is not.
with

communications as (

    select * from {{ ref('stg_opendental__commlog') }}

),

emails as (

    select * from {{ ref('stg_opendental__emailmessage') }}

),

texts_sent as (

    select * from {{ ref('stg_opendental__smstomobile') }}

),

texts_received as (

    select * from {{ ref('stg_opendental__smsfrommobile') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

commlog_contacts as (

    select
        'commlog' as contact_record,
        communications.communication_id as contact_record_id,
        communications.patient_id,
        communications.user_id,
        null::bigint as clinic_id,
        communications.communication_mode as contact_mode,
        communications.communication_direction as contact_direction,
        -- the tag an office may put on its own types; other types have no purpose we could know
        case upper(definitions.definition_value)
            when 'APPT' then 'appointment'
            when 'RECALL' then 'recall'
            when 'REACT' then 'reactivation'
            when 'FIN' then 'account'
            when 'INSURANCE' then 'insurance'
            when 'MISC' then 'other'
            when 'TEXT' then 'text'
            else 'unknown'
        end as contact_purpose,
        coalesce(communications.communication_source_code, 0) <> 0 as is_automated,
        false as is_undelivered,
        communications.communicated_at as contacted_at,
        communications._loaded_at
    from communications
    left join definitions
        on communications.communication_type_id = definitions.definition_id
    where
        not exists (
            select 1
            from texts_received
            where texts_received.communication_id = communications.communication_id
        )
        and not exists (
            select 1
            from texts_sent
            where
                texts_sent.patient_id = communications.patient_id
                and communications.communication_mode_code = 5
                and communications.communication_direction_code = 1
                and texts_sent.sent_at
                between communications.communicated_at - interval '5 minutes'
                and communications.communicated_at + interval '5 minutes'
        )

),

email_contacts as (

    select
        'email' as contact_record,
        email_id as contact_record_id,
        patient_id,
        user_id,
        null::bigint as clinic_id,
        'email' as contact_mode,
        case
            when email_status_code in (1, 6, 7, 8, 14, 17) then 'sent'
            else 'received'
        end as contact_direction,
        case lower(email_source)
            when 'confirmation' then 'appointment'
            when 'econfirmation' then 'appointment'
            when 'ereminder' then 'appointment'
            when 'thankyou' then 'appointment'
            when 'newpatthankyou' then 'appointment'
            when 'webschedasap' then 'appointment'
            when 'recall' then 'recall'
            when 'webschedrecall' then 'recall'
            when 'statement' then 'account'
            when 'paymentreceipt' then 'account'
            when 'msgtopay' then 'account'
            when 'treatmentplan' then 'treatment'
            else 'other'
        end as contact_purpose,
        lower(email_source) in (
            'econfirmation', 'ereminder', 'thankyou', 'newpatthankyou',
            'webschedasap', 'webschedrecall', 'msgtopay', 'promotion'
        ) as is_automated,
        email_status_code = 17 as is_undelivered,
        emailed_at as contacted_at,
        _loaded_at
    from emails
    -- 0 is a draft; 12 and 13 are machines acknowledging each other
    where email_status_code not in (0, 12, 13)

),

text_sent_contacts as (

    select
        'text_sent' as contact_record,
        text_message_sent_id as contact_record_id,
        patient_id,
        null::bigint as user_id,
        clinic_id,
        'text' as contact_mode,
        'sent' as contact_direction,
        case
            when text_message_source_code in (3, 5, 6, 8, 9, 16, 17, 22, 25) then 'appointment'
            when text_message_source_code in (2, 7) then 'recall'
            when text_message_source_code in (11, 27) then 'account'
            else 'other'
        end as contact_purpose,
        text_message_source_code not in (1, 2, 5, 8, 11, 15, 24) as is_automated,
        delivery_status_code in (4, 5) as is_undelivered,
        sent_at as contacted_at,
        _loaded_at
    from texts_sent
    -- a test message reached nobody
    where text_message_source_code <> 4

),

text_received_contacts as (

    select
        'text_received' as contact_record,
        text_message_received_id as contact_record_id,
        patient_id,
        null::bigint as user_id,
        clinic_id,
        'text' as contact_mode,
        'received' as contact_direction,
        'text' as contact_purpose,
        false as is_automated,
        false as is_undelivered,
        received_at as contacted_at,
        _loaded_at
    from texts_received

),

unioned as (

    select * from commlog_contacts
    union all
    select * from email_contacts
    union all
    select * from text_sent_contacts
    union all
    select * from text_received_contacts

)

select * from unioned
