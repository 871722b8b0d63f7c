-- The visits that stood at 16:00 seven, two and one days ahead, with what the book said of them
-- then.
-- A table of its own: Postgres cannot guess how few or many are left of the book's history, and
-- whatever joined them as a step of a query would be planned for one row.
with

history as (

    select * from {{ ref('stg_opendental__histappointment') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

-- Every entry about an appointment stands until the next one. Whose family it is belongs here,
-- where Postgres still knows how many rows there are.
entries as (

    select
        history.*,
        patients.guarantor_id,
        lag(history.scheduled_at) over entered as previous_scheduled_at,
        lead(history.recorded_at) over entered as replaced_at,
        min(history.recorded_at) over (
            partition by history.appointment_id, history.scheduled_at
        ) as booked_at
    from history
    left join patients
        on history.patient_id = patients.patient_id
    where history.appointment_id is not null
    window entered as (
        partition by history.appointment_id
        order by history.recorded_at, history.appointment_history_id
    )

),

counted_entries as (

    select
        *,
        count(*) filter (where previous_scheduled_at <> scheduled_at) over (
            partition by appointment_id
            order by recorded_at, appointment_history_id
        ) as moved_count
    from entries

),

-- The book's own clock: its newest entry. A moment after it has not come yet. Materialized, or it
-- is computed again for every visit.
clock as materialized (

    select greatest(max(history.recorded_at), max(settings.today_date)::timestamp) as known_until
    from settings
    left join history
        on settings.today_date + 1 > history.recorded_at

),

final as (

    select
        entries.appointment_id,
        entries.patient_id,
        coalesce(entries.guarantor_id, entries.patient_id) as guarantor_id,
        coalesce(entries.provider_id, 0) as provider_id,
        entries.hygienist_id,
        coalesce(entries.hygienist_id, entries.provider_id, 0) as worker_id,
        coalesce(entries.clinic_id, 0) as clinic_id,
        entries.primary_insurance_plan_id,
        entries.confirmation_status_id,
        entries.is_new_patient,
        entries.is_hygiene or entries.hygienist_id is not null as is_hygiene,
        length(entries.time_pattern) * 5 as booked_minutes,
        entries.moved_count,
        entries.booked_at,
        entries.scheduled_at,
        horizons.days_ahead,
        entries.scheduled_at::date - horizons.days_ahead + time '16:00' as scored_at,
        entries._loaded_at
    from counted_entries as entries
    cross join settings
    cross join thresholds
    cross join clock
    cross join (values (7), (2), (1)) as horizons (days_ahead)
    where
        entries.history_action_code in (0, 1)
        and entries.appointment_status_code in (1, 4)
        and entries.scheduled_at >= settings.today_date - thresholds.prediction_window_days
        and entries.recorded_at <= entries.scheduled_at::date - horizons.days_ahead + time '16:00'
        and (
            entries.replaced_at is null
            or entries.replaced_at
            > entries.scheduled_at::date - horizons.days_ahead + time '16:00'
        )
        and entries.scheduled_at::date - horizons.days_ahead + time '16:00' <= clock.known_until

)

select * from final
