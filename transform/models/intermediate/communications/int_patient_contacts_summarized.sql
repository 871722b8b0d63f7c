-- One row per patient: when we last reached out, when they last did. Notes between staff and
-- undelivered messages reach nobody.
with

contacts as (

    select * from {{ ref('int_communications_unioned') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

summarized as (

    select
        contacts.patient_id,
        max(contacts.contacted_at) filter (
            where contacts.contact_direction = 'sent'
        ) as last_sent_at,
        max(contacts.contacted_at) filter (
            where contacts.contact_direction = 'sent' and not contacts.is_automated
        ) as last_sent_by_staff_at,
        max(contacts.contacted_at) filter (
            where contacts.contact_direction = 'received'
        ) as last_received_at,
        count(*) filter (
            where
            contacts.contact_direction = 'sent'
            and contacts.contacted_at >= settings.today_date - 30
        ) as sent_in_30_days_count,
        max(contacts._loaded_at) as _loaded_at
    from contacts
    cross join settings
    where
        contacts.patient_id is not null
        and not contacts.is_undelivered
        and contacts.contact_direction in ('sent', 'received')
        and contacts.contacted_at < settings.today_date + 1
    group by contacts.patient_id

)

select * from summarized
