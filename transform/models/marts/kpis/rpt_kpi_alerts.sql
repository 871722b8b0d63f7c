-- What each alert rule of the practice says of the newest whole month.
with

judged as (

    select * from {{ ref('int_kpi_alerts_judged') }}

),

final as (

    select
        -- keys
        alert_rule,
        month_start_date,
        kpi_id,
        variant,

        -- attributes
        comparison,
        compared_with,
        severity,
        told_role,
        alert_reason,

        -- measures
        kpi_value,
        compared_value,
        threshold_value,

        -- flags
        is_comparable,
        is_raised,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from judged
    where clinic_id is null

)

select * from final
