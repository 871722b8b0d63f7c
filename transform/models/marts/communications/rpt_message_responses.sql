with

sent as (

    select * from {{ ref('int_messages_answered') }}

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
