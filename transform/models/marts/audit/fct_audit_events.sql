with

events as (

    select * from {{ ref('int_audit_events_classified') }}

),

final as (

    select
        -- keys
        security_log_id,
        user_id,
        patient_id,
        linked_id,

        -- attributes
        permission_code,
        permission,
        audit_category,
        log_source,

        -- flags
        is_balance_affecting,
        is_after_hours,
        is_edit_after_month_end,

        -- times
        log_date,
        logged_at,
        previous_edit_at,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from events
    -- an entry without a time can be placed in no period; Open Dental writes none
    where logged_at is not null

)

select * from final
