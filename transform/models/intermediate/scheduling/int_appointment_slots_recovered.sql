-- What became of a lost slot: the patient's next slot made after the loss (the appointment itself
-- rescheduled, or another one), and how many of its minutes somebody else took in that chair.
with

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

lost as (

    select *
    from slots
    where
        is_lost
        and appointment_id is not null

),

rebooked as (

    select
        lost.appointment_slot,
        min(slots.booked_at) as rebooked_at,
        min(slots.scheduled_at) as rebooked_for_at
    from lost
    inner join slots
        on
            lost.patient_id = slots.patient_id
            and coalesce(lost.ended_at, lost.scheduled_at) <= slots.booked_at
            and lost.appointment_slot <> slots.appointment_slot
    where slots.appointment_id is not null
    group by lost.appointment_slot

),

-- Someone else in the same chair within the lost time, completed or still to come. The day is said
-- for the planner's sake: no visit spans midnight.
taken as (

    select
        lost.appointment_slot,
        sum(
            extract(
                epoch from
                least(
                    lost.scheduled_at + make_interval(mins => lost.booked_minutes),
                    slots.scheduled_at + make_interval(mins => slots.booked_minutes)
                ) - greatest(lost.scheduled_at, slots.scheduled_at)
            ) / 60
        ) as refilled_minutes
    from lost
    inner join slots
        on
            lost.operatory_id = slots.operatory_id
            and lost.scheduled_at::date = slots.scheduled_at::date
            and slots.scheduled_at < lost.scheduled_at + make_interval(mins => lost.booked_minutes)
            and lost.scheduled_at
            < slots.scheduled_at + make_interval(mins => slots.booked_minutes)
            and lost.appointment_slot <> slots.appointment_slot
    where slots.slot_outcome in ('completed', 'scheduled')
    group by lost.appointment_slot

),

recovered as (

    select
        lost.appointment_slot,
        rebooked.rebooked_at,
        rebooked.rebooked_for_at,
        coalesce(
            rebooked.rebooked_at
            < coalesce(lost.ended_at, lost.scheduled_at) + interval '7 days', false
        ) as is_rebooked_in_7_days,
        coalesce(
            rebooked.rebooked_at
            < coalesce(lost.ended_at, lost.scheduled_at) + interval '30 days', false
        ) as is_rebooked_in_30_days,
        least(coalesce(taken.refilled_minutes, 0), lost.booked_minutes) as refilled_minutes,
        lost._loaded_at
    from lost
    left join rebooked
        on lost.appointment_slot = rebooked.appointment_slot
    left join taken
        on lost.appointment_slot = taken.appointment_slot

)

select * from recovered
