-- Slots that came to an end, and when the office knew: kept when the visit was over, lost when that
-- was written down; with the last five slots of the patient that stood on their day, as of each.
-- A table of its own, so that whoever joins it is planned for as many rows as there are.
with

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

confirmations as (

    select * from {{ ref('int_appointment_confirmations_dated') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

ended as (

    select
        slots.appointment_slot,
        slots.patient_id,
        coalesce(patients.guarantor_id, slots.patient_id) as guarantor_id,
        coalesce(slots.hygienist_id, slots.provider_id, 0) as worker_id,
        slots.is_due,
        slots.slot_outcome = 'missed' as is_missed,
        slots.slot_outcome in ('missed', 'late_cancelled', 'broken') as is_broken,
        slots.slot_outcome in ('cancelled', 'moved') as is_changed,
        coalesce(confirmations.is_confirmed, false) as is_confirmed,
        case
            when slots.slot_outcome = 'completed'
                then slots.scheduled_at + make_interval(mins => coalesce(slots.booked_minutes, 0))
            when slots.appointment_id is null then slots.scheduled_at + interval '1 day'
            else coalesce(slots.ended_at, slots.scheduled_at + interval '1 day')
        end as known_at
    from slots
    left join patients
        on slots.patient_id = patients.patient_id
    left join confirmations
        on slots.appointment_slot = confirmations.appointment_slot
    where
        slots.slot_outcome in (
            'completed', 'missed', 'late_cancelled', 'broken', 'cancelled', 'moved'
        )

),

final as (

    select
        *,
        case when is_due then row_number() over stood end as due_number,
        case when is_due then count(*) over last_five end as last_due_count,
        case when is_due then count(*) filter (where is_broken) over last_five end
            as last_broken_count
    from ended
    window
        stood as (partition by patient_id, is_due order by known_at, appointment_slot),
        last_five as (
            partition by patient_id, is_due
            order by known_at, appointment_slot
            rows between 4 preceding and current row
        )

)

select * from final
