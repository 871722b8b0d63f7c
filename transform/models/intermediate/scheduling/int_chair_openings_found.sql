-- Where the book is empty from tomorrow on: open time of a chair less the appointments in it, in
-- pieces that are long enough for a visit (the practice's own access_slot_minutes).
with

chair_times as (

    select * from {{ ref('int_chair_times_opened') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

opened as (

    select
        chair_times.operatory_id,
        chair_times.schedule_date,
        chair_times.clinic_id,
        range_agg(tsrange(chair_times.opened_at, chair_times.closed_at)) as open_ranges,
        max(chair_times._loaded_at) as _loaded_at
    from chair_times
    cross join settings
    where chair_times.schedule_date > settings.today_date
    group by chair_times.operatory_id, chair_times.schedule_date, chair_times.clinic_id

),

taken as (

    select
        appointments.operatory_id,
        appointments.scheduled_at::date as schedule_date,
        range_agg(
            tsrange(
                appointments.scheduled_at,
                appointments.scheduled_at
                + make_interval(mins => length(appointments.time_pattern) * 5)
            )
        ) as taken_ranges
    from appointments
    cross join settings
    where
        appointments.appointment_status_code in (1, 2)
        and appointments.scheduled_at >= settings.today_date + 1
    group by appointments.operatory_id, appointments.scheduled_at::date

),

pieces as (

    select
        opened.operatory_id,
        opened.schedule_date,
        opened.clinic_id,
        unnest(
            opened.open_ranges - coalesce(taken.taken_ranges, '{}'::tsmultirange)
        ) as free_range,
        opened._loaded_at
    from opened
    left join taken
        on
            opened.operatory_id = taken.operatory_id
            and opened.schedule_date = taken.schedule_date

),

found as (

    select
        pieces.operatory_id,
        pieces.schedule_date,
        pieces.clinic_id,
        lower(pieces.free_range) as free_from_at,
        upper(pieces.free_range) as free_until_at,
        round(
            extract(epoch from upper(pieces.free_range) - lower(pieces.free_range)) / 60, 2
        ) as free_minutes,
        pieces._loaded_at
    from pieces
    cross join thresholds
    where
        upper(pieces.free_range) - lower(pieces.free_range)
        >= make_interval(mins => thresholds.access_slot_minutes)

)

select * from found
