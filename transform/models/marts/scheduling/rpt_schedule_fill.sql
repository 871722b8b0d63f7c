-- How full the days ahead were when they were still ahead: what the first run of each day saw.
-- Later runs of the same day are in history.schedule_fill_versions.
with

versions as (

    select * from {{ ref('schedule_fill_versions') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by seen_date, days_ahead, operatory_id
            order by valid_from_at
        ) as version_number
    from versions

),

final as (

    select
        -- keys
        ranked.seen_date,
        ranked.days_ahead,
        ranked.operatory_id,
        ranked.clinic_id,
        ranked.report_date,

        -- measures
        ranked.appointment_count,
        ranked.open_minutes,
        ranked.booked_minutes,
        ranked.booked_minutes / nullif(ranked.open_minutes, 0) as utilisation_rate,

        -- loader (UTC)
        ranked._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from ranked
    where ranked.version_number = 1

)

select * from final
