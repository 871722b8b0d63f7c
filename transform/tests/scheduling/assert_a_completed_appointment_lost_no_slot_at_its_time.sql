with

appointments as (

    select * from {{ ref('fct_appointments') }}

),

slots as (

    select * from {{ ref('fct_appointment_slots') }}

)

select
    slots.appointment_slot,
    slots.slot_outcome
from slots
inner join appointments
    on
        slots.appointment_id = appointments.appointment_id
        and slots.scheduled_at = appointments.scheduled_at
where
    appointments.appointment_status = 'complete'
    and slots.slot_outcome <> 'completed'
