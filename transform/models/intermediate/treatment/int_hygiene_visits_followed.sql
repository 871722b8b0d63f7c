-- Did the patient leave a hygiene visit with the next one on the book? A slot counts if it was
-- booked on or before the day of the visit, lies later, and is a hygiene slot; what became of it
-- afterwards does not matter, so the figure of a month never improves or decays.
with

visits as (

    select * from {{ ref('int_visits_identified') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

exams as (

    select * from {{ ref('int_perio_exams_measured') }}

),

hygiene_visits as (

    select * from visits
    where is_hygiene_visit

),

reappointed as (

    select
        hygiene_visits.patient_id,
        hygiene_visits.visit_date,
        min(slots.scheduled_at)::date as next_hygiene_date
    from hygiene_visits
    inner join slots
        on hygiene_visits.patient_id = slots.patient_id
    where
        slots.appointment_id is not null
        and slots.is_hygiene
        and slots.booked_at::date <= hygiene_visits.visit_date
        and slots.scheduled_at::date > hygiene_visits.visit_date
        and (slots.ended_at is null or slots.ended_at::date > hygiene_visits.visit_date)
    group by hygiene_visits.patient_id, hygiene_visits.visit_date

),

-- The same question asked of the book as it is now: appointments deleted or unscheduled since are
-- gone from it.
still_booked as (

    select distinct
        hygiene_visits.patient_id,
        hygiene_visits.visit_date
    from hygiene_visits
    inner join appointments
        on hygiene_visits.patient_id = appointments.patient_id
    where
        appointments.appointment_status_code in (1, 2, 5)
        and (appointments.is_hygiene or appointments.hygienist_id is not null)
        and appointments.source_created_at::date <= hygiene_visits.visit_date
        and appointments.scheduled_at::date > hygiene_visits.visit_date

),

charted as (

    select distinct
        hygiene_visits.patient_id,
        hygiene_visits.visit_date
    from hygiene_visits
    inner join exams
        on
            hygiene_visits.patient_id = exams.patient_id
            and hygiene_visits.visit_date >= exams.exam_date
            and hygiene_visits.visit_date < exams.exam_date + interval '1 year'
    where exams.is_charted

),

followed as (

    select
        hygiene_visits.patient_id,
        hygiene_visits.visit_date,
        hygiene_visits.clinic_id,
        hygiene_visits.hygiene_provider_id as provider_id,
        hygiene_visits.production_amount,
        hygiene_visits.is_perio_therapy,
        hygiene_visits.is_fluoride,
        hygiene_visits.is_bitewing,
        hygiene_visits.is_sealant,
        reappointed.patient_id is not null or still_booked.patient_id is not null
            as is_reappointed,
        still_booked.patient_id is not null as is_reappointed_on_the_book,
        charted.patient_id is not null as is_perio_charted,
        reappointed.next_hygiene_date,
        hygiene_visits._loaded_at
    from hygiene_visits
    left join reappointed
        on
            hygiene_visits.patient_id = reappointed.patient_id
            and hygiene_visits.visit_date = reappointed.visit_date
    left join still_booked
        on
            hygiene_visits.patient_id = still_booked.patient_id
            and hygiene_visits.visit_date = still_booked.visit_date
    left join charted
        on
            hygiene_visits.patient_id = charted.patient_id
            and hygiene_visits.visit_date = charted.visit_date

)

select * from followed
