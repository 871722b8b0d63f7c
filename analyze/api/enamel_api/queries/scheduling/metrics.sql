-- One day of the book per provider and clinic: what stands on it, and what became of its slots.
with

booked as (

    select
        provider_id,
        clinic_id,
        count(*) as appointment_count,
        count(*) filter (where is_hygiene) as hygiene_count,
        count(*) filter (where is_new_patient) as new_patient_count,
        sum(booked_minutes) as booked_minutes,
        sum(scheduled_production_amount) as scheduled_production_amount,
        sum(production_amount) as production_amount
    from marts.fct_appointments
    where
        is_on_the_book
        and scheduled_date = %(day)s
    group by
        provider_id,
        clinic_id

),

slots as (

    select
        provider_id,
        clinic_id,
        sum(due_slot_count) as due_slot_count,
        sum(completed_slot_count) as completed_slot_count,
        sum(missed_count) as missed_count,
        sum(late_cancelled_count) as late_cancelled_count,
        sum(cancelled_count) as cancelled_count,
        sum(moved_count) as moved_count
    from marts.rpt_broken_appointments
    where report_date = %(day)s
    group by
        provider_id,
        clinic_id

)

select
    coalesce(booked.provider_id, slots.provider_id) as provider_id,
    coalesce(booked.clinic_id, slots.clinic_id) as clinic_id,
    booked.appointment_count,
    booked.hygiene_count,
    booked.new_patient_count,
    booked.booked_minutes,
    booked.scheduled_production_amount,
    booked.production_amount,
    slots.due_slot_count,
    slots.completed_slot_count,
    slots.missed_count,
    slots.late_cancelled_count,
    slots.cancelled_count,
    slots.moved_count
from booked
full outer join slots
    on
        booked.provider_id = slots.provider_id
        and booked.clinic_id = slots.clinic_id
order by
    provider_id,
    clinic_id
