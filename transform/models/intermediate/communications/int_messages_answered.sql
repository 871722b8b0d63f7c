-- One row per e-mail or text sent, with what came back. A reply is anything the patient sends by
-- the same way within two days; each message is judged by itself, so one can answer two.
with

communications as (

    select * from {{ ref('int_communications_unioned') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

answered as (

    select
        *,
        min(contacted_at) filter (where contact_direction = 'received') over later_contacts
            as next_reply_at
    from communications
    window later_contacts as (
        partition by patient_id, contact_mode
        order by contacted_at desc
        rows between unbounded preceding and 1 preceding
    )

),

sent as (

    select
        answered.contact_record,
        answered.contact_record_id,
        answered.patient_id,
        answered.clinic_id,
        answered.contact_mode,
        answered.contact_purpose,
        answered.contacted_at::date as contact_date,
        answered.contacted_at,
        answered.is_undelivered,
        coalesce(
            answered.next_reply_at <= answered.contacted_at + interval '48 hours', false
        ) and answered.patient_id is not null and not answered.is_undelivered as is_replied,
        answered.contacted_at > settings.today_date - interval '48 hours' as is_still_open,
        answered._loaded_at
    from answered
    cross join settings
    where
        answered.contact_direction = 'sent'
        and answered.contact_mode in ('email', 'text')
        and answered.contacted_at::date <= settings.today_date

)

select * from sent
