-- Planned appointments (6) and notes (7, 8) are never on the book.
with

appointments as (

    select * from {{ ref('fct_appointments') }}

),

slots as (

    select * from {{ ref('fct_appointment_slots') }}

)

select slots.appointment_slot
from slots
inner join appointments
    on
        slots.appointment_id = appointments.appointment_id
        and slots.scheduled_at = appointments.scheduled_at
where appointments.appointment_status_code in (6, 7, 8)
