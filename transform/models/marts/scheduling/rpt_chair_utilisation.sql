with

opened as (

    select * from {{ ref('int_chair_minutes_opened') }}

),

booked as (

    select * from {{ ref('int_chair_minutes_booked') }}

),

joined as (

    select
        coalesce(opened.operatory_id, booked.operatory_id) as operatory_id,
        coalesce(opened.schedule_date, booked.schedule_date) as report_date,
        coalesce(opened.clinic_id, booked.clinic_id) as clinic_id,
        coalesce(opened.open_minutes, 0) as open_minutes,
        coalesce(booked.booked_minutes, 0) as booked_minutes,
        coalesce(booked.completed_minutes, 0) as completed_minutes,
        coalesce(booked.appointment_count, 0) as appointment_count,
        greatest(opened._loaded_at, booked._loaded_at) as _loaded_at
    from opened
    full outer join booked
        on
            opened.operatory_id = booked.operatory_id
            and opened.schedule_date = booked.schedule_date

),

-- No open minutes, no rate: an appointment in a closed chair is shown, never divided by nothing.
final as (

    select
        operatory_id,
        report_date,
        clinic_id,
        appointment_count,
        open_minutes,
        booked_minutes,
        completed_minutes,
        greatest(open_minutes - booked_minutes, 0) as free_minutes,
        booked_minutes / nullif(open_minutes, 0) as utilisation_rate,
        open_minutes > 0 as is_open,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from joined

)

select * from final
