-- A reply is anything the patient sends by the same way within two days; each message is judged by
-- itself, so one reply can answer two messages.
with

communications as (

    select * from {{ ref('fct_communications') }}

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
        answered.*,
        coalesce(
            answered.next_reply_at <= answered.contacted_at + interval '48 hours', false
        ) and answered.patient_id is not null and not answered.is_undelivered as is_replied,
        answered.contacted_at > settings.today_date - interval '48 hours' as is_still_open
    from answered
    cross join settings
    where
        answered.contact_direction = 'sent'
        and answered.contact_mode in ('email', 'text')
        and answered.contact_date <= settings.today_date

),

final as (

    select
        -- keys
        date_trunc('month', contact_date)::date as month_start_date,
        contact_mode,
        contact_purpose,

        -- measures
        count(*) as sent_count,
        count(*) filter (where is_undelivered) as undelivered_count,
        count(*) filter (where is_replied) as replied_count,
        count(*) filter (where is_still_open) as open_count,
        round(
            count(*) filter (where not is_undelivered)::numeric / count(*), 4
        )::numeric(5, 4) as delivered_rate,
        round(
            count(*) filter (where is_replied)::numeric
            / nullif(count(*) filter (where not is_undelivered), 0), 4
        )::numeric(5, 4) as reply_rate,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from sent
    group by date_trunc('month', contact_date), contact_mode, contact_purpose

)

select * from final
