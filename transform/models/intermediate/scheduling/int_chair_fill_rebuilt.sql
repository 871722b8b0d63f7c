-- How full a day's chairs were some days ahead, from the history of its slots: booked by the end of
-- that earlier day and not yet given up. Open time is what the schedule says now, which keeps no
-- history. A day counts for a horizon once the earlier day is over.
with

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

opened as (

    select * from {{ ref('int_chair_minutes_opened') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

horizons as (

    select
        opened.operatory_id,
        opened.schedule_date,
        opened.clinic_id,
        days.days_ahead,
        opened.open_minutes,
        opened._loaded_at
    from opened
    cross join settings
    cross join (values (1), (7), (14), (30)) as days (days_ahead)
    where
        opened.open_minutes > 0
        and opened.schedule_date - days.days_ahead < settings.today_date

),

booked as (

    select
        slots.operatory_id,
        slots.scheduled_at::date as schedule_date,
        days.days_ahead,
        sum(slots.booked_minutes)::numeric as booked_minutes
    from slots
    cross join (values (1), (7), (14), (30)) as days (days_ahead)
    where
        slots.operatory_id is not null
        and slots.booked_at < slots.scheduled_at::date - days.days_ahead + 1
        and (
            slots.ended_at is null
            or slots.slot_outcome in ('completed', 'scheduled', 'unresolved')
            or slots.ended_at >= slots.scheduled_at::date - days.days_ahead + 1
        )
    group by slots.operatory_id, slots.scheduled_at::date, days.days_ahead

),

rebuilt as (

    select
        horizons.operatory_id,
        horizons.schedule_date,
        horizons.clinic_id,
        horizons.days_ahead,
        horizons.open_minutes,
        coalesce(booked.booked_minutes, 0) as booked_minutes,
        horizons._loaded_at
    from horizons
    left join booked
        on
            horizons.operatory_id = booked.operatory_id
            and horizons.schedule_date = booked.schedule_date
            and horizons.days_ahead = booked.days_ahead

)

select * from rebuilt
