with

requests as (

    select * from {{ ref('int_confirmation_requests_answered') }}

),

final as (

    select
        -- keys
        date_trunc('month', sent_at)::date as month_start_date,
        coalesce(clinic_id, 0) as clinic_id,
        message_type,

        -- measures
        count(*) as sent_count,
        count(*) filter (where is_pending) as open_count,
        count(*) filter (where is_answered) as answered_count,
        count(*) filter (where is_confirmed) as confirmed_count,
        count(*) filter (where answer = 'declined') as declined_count,
        round(
            count(*) filter (where is_confirmed)::numeric
            / nullif(count(*) filter (where not is_pending), 0), 4
        )::numeric(5, 4) as confirmed_rate,
        round(
            (percentile_cont(0.5) within group (order by answer_minutes))::numeric
        )::integer as median_answer_minutes,

        -- loader (UTC)
        max(_loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from requests
    group by date_trunc('month', sent_at), coalesce(clinic_id, 0), message_type

)

select * from final
