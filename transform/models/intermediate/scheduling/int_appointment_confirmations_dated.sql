-- Was a visit confirmed before its day began? The status on the appointment is overwritten by
-- arrival and check-out, so it is read from the history: the last entry about that slot before
-- midnight. A slot counts if it was on the book when its day began; what is still ahead is
-- judged by the newest entry.
with

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

history as (

    select * from {{ ref('stg_opendental__histappointment') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

confirmation_statuses as (

    select * from {{ ref('practice_confirmation_statuses') }}

),

requests as (

    select * from {{ ref('int_confirmation_requests_answered') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

confirming as (

    select definitions.definition_id
    from definitions
    inner join confirmation_statuses
        on definitions.definition_name = confirmation_statuses.confirmation_status
    where definitions.definition_category = 'appt_confirmed'

),

booked as (

    select *
    from slots
    where
        appointment_id is not null
        and booked_at::date <= scheduled_at::date
        and (
            slot_outcome in ('completed', 'scheduled', 'unresolved')
            or ended_at is null
            or ended_at >= scheduled_at::date
        )
        and slot_outcome in (
            'completed', 'missed', 'late_cancelled', 'broken', 'scheduled', 'unresolved'
        )

),

last_entries as (

    select distinct on (booked.appointment_slot)
        booked.appointment_slot,
        history.confirmation_status_id
    from booked
    inner join history
        on
            booked.appointment_id = history.appointment_id
            and booked.scheduled_at = history.scheduled_at
            and booked.scheduled_at::date > history.recorded_at
    order by
        booked.appointment_slot asc,
        history.recorded_at desc,
        history.appointment_history_id desc

),

-- Requests about this very time that were answered before its day began.
requested as (

    select
        booked.appointment_slot,
        bool_or(requests.is_confirmed and requests.responded_at < booked.scheduled_at::date)
            as is_confirmed_by_request
    from booked
    inner join requests
        on
            booked.appointment_id = requests.appointment_id
            and booked.scheduled_at = requests.scheduled_at
    group by booked.appointment_slot

),

dated as (

    select
        booked.appointment_slot,
        booked.appointment_id,
        booked.patient_id,
        coalesce(booked.hygienist_id, booked.provider_id, 0) as provider_id,
        coalesce(booked.clinic_id, 0) as clinic_id,
        booked.slot_outcome,
        booked.scheduled_at::date as slot_date,
        coalesce(
            coalesce(
                last_entries.confirmation_status_id,
                case
                    when booked.slot_outcome = 'scheduled' then appointments.confirmation_status_id
                end
            ) in (select confirming.definition_id from confirming), false
        ) as is_confirmed,
        requested.appointment_slot is not null as has_request,
        coalesce(requested.is_confirmed_by_request, false) as is_confirmed_by_request,
        booked.scheduled_at::date > settings.today_date as is_ahead,
        booked._loaded_at
    from booked
    cross join settings
    left join last_entries
        on booked.appointment_slot = last_entries.appointment_slot
    left join appointments
        on booked.appointment_id = appointments.appointment_id
    left join requested
        on booked.appointment_slot = requested.appointment_slot

)

select * from dated
