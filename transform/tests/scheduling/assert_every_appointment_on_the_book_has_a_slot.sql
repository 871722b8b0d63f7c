-- Each appointment that is scheduled, complete or broken is one slot at its present time.
with

appointments as (

    select * from {{ ref('fct_appointments') }}

),

slots as (

    select * from {{ ref('fct_appointment_slots') }}

)

select appointments.appointment_id
from appointments
left join slots
    on
        appointments.appointment_id = slots.appointment_id
        and appointments.scheduled_at = slots.scheduled_at
where
    appointments.is_on_the_book
    and appointments.scheduled_at is not null
    and slots.appointment_id is null
