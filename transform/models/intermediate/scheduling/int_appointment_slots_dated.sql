-- One row per time an appointment was ever booked for. An appointment keeps its number when it is
-- moved or broken and rescheduled, and its old time is overwritten; the history keeps every time.
-- An appointment that was never edited since a conversion has no history: its row speaks for it.
with

history as (

    select * from {{ ref('stg_opendental__histappointment') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

-- Only bookings hold a slot: planned (6) and notes (7, 8) never do. An appointment on the
-- unscheduled list (3) has left its slot, unless the row says that it was missed or cancelled.
events as (

    select
        appointment_id,
        appointment_history_id,
        patient_id,
        provider_id,
        hygienist_id,
        operatory_id,
        clinic_id,
        appointment_type_id,
        time_pattern,
        is_hygiene,
        is_new_patient,
        scheduled_at,
        recorded_at,
        history_action_code,
        source_created_at,
        _loaded_at,
        history_action_code in (2, 3) as is_break,
        history_action_code in (0, 1) and appointment_status_code in (1, 2, 4) as is_kept,
        history_action_code = 4 as is_delete,
        scheduled_at is not null
        and (
            appointment_status_code in (1, 2, 4, 5)
            or history_action_code in (2, 3, 4)
        )
        and appointment_status_code not in (6, 7, 8) as is_slot
    from history
    where appointment_id is not null

),

booked as (

    select
        appointment_id,
        scheduled_at,
        min(recorded_at) as booked_at,
        max(recorded_at) as last_event_at,
        max(recorded_at) filter (where is_kept) as last_kept_at,
        max(recorded_at) filter (where is_break) as broken_at,
        max(recorded_at) filter (where is_delete) as deleted_at,
        (
            array_agg(
                history_action_code order by recorded_at desc, appointment_history_id desc
            ) filter (where is_break)
        )[1] as break_action_code,
        (array_agg(patient_id order by recorded_at desc))[1] as patient_id,
        (array_agg(provider_id order by recorded_at desc))[1] as provider_id,
        (array_agg(hygienist_id order by recorded_at desc))[1] as hygienist_id,
        (array_agg(operatory_id order by recorded_at desc))[1] as operatory_id,
        (array_agg(clinic_id order by recorded_at desc))[1] as clinic_id,
        (array_agg(appointment_type_id order by recorded_at desc))[1] as appointment_type_id,
        (array_agg(time_pattern order by recorded_at desc))[1] as time_pattern,
        (array_agg(is_hygiene order by recorded_at desc))[1] as is_hygiene,
        (array_agg(is_new_patient order by recorded_at desc))[1] as is_new_patient,
        min(source_created_at) as source_created_at,
        max(_loaded_at) as _loaded_at
    from events
    where is_slot
    group by appointment_id, scheduled_at

),

-- Off the book: the first event after the slot's last one, whatever it is.
later_events as (

    select
        booked.appointment_id,
        booked.scheduled_at,
        min(events.recorded_at) as left_at
    from booked
    inner join events
        on
            booked.appointment_id = events.appointment_id
            and booked.last_event_at < events.recorded_at
            and booked.scheduled_at is distinct from events.scheduled_at
    group by booked.appointment_id, booked.scheduled_at

),

on_the_book as (

    select *
    from appointments
    where
        appointment_status_code in (1, 2, 4, 5)
        and scheduled_at is not null

),

dated as (

    select
        coalesce(booked.appointment_id, on_the_book.appointment_id) as appointment_id,
        coalesce(booked.scheduled_at, on_the_book.scheduled_at) as scheduled_at,
        coalesce(on_the_book.patient_id, booked.patient_id) as patient_id,
        coalesce(on_the_book.provider_id, booked.provider_id) as provider_id,
        coalesce(on_the_book.hygienist_id, booked.hygienist_id) as hygienist_id,
        coalesce(on_the_book.operatory_id, booked.operatory_id) as operatory_id,
        coalesce(on_the_book.clinic_id, booked.clinic_id) as clinic_id,
        coalesce(
            on_the_book.appointment_type_id, booked.appointment_type_id
        ) as appointment_type_id,
        length(coalesce(on_the_book.time_pattern, booked.time_pattern)) * 5 as booked_minutes,
        coalesce(on_the_book.is_hygiene, booked.is_hygiene, false)
        or coalesce(on_the_book.hygienist_id, booked.hygienist_id) is not null as is_hygiene,
        coalesce(on_the_book.is_new_patient, booked.is_new_patient, false) as is_new_patient,
        on_the_book.appointment_status_code,
        coalesce(
            booked.booked_at, on_the_book.source_created_at, booked.source_created_at
        ) as booked_at,
        booked.broken_at,
        booked.break_action_code,
        booked.deleted_at,
        later_events.left_at,
        coalesce(booked.broken_at >= booked.last_kept_at, booked.broken_at is not null)
            as is_broken_in_history,
        greatest(booked._loaded_at, on_the_book._loaded_at) as _loaded_at
    from booked
    full outer join on_the_book
        on
            booked.appointment_id = on_the_book.appointment_id
            and booked.scheduled_at = on_the_book.scheduled_at
    left join later_events
        on
            booked.appointment_id = later_events.appointment_id
            and booked.scheduled_at = later_events.scheduled_at

)

select * from dated
