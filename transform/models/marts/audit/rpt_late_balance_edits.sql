with

events as (

    select * from {{ ref('fct_audit_events') }}

),

final as (

    select
        -- keys
        security_log_id,
        user_id,
        patient_id,
        linked_id,

        -- attributes
        permission,

        -- measures
        (
            extract(year from logged_at) - extract(year from previous_edit_at)
        )::integer * 12
        + (
            extract(month from logged_at) - extract(month from previous_edit_at)
        )::integer as months_late_count,

        -- times
        logged_at,
        previous_edit_at,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from events
    where is_edit_after_month_end

)

select * from final
