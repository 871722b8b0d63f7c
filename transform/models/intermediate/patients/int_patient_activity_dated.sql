with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

links as (

    select * from {{ ref('int_patient_links_resolved') }}

),

visits as (

    select * from {{ ref('int_visits_identified') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

visited as (

    select
        visits.patient_id,
        min(visits.visit_date) as first_completed_date,
        max(visits.visit_date) as last_visit_date,
        max(visits.visit_date) filter (where visits.is_hygiene_visit) as last_hygiene_date,
        max(visits.visit_date) filter (where visits.is_exam) as last_exam_date,
        count(*) as visit_count,
        sum(visits.production_amount) as lifetime_production_amount,
        max(visits._loaded_at) as _loaded_at
    from visits
    cross join settings
    where visits.visit_date <= settings.today_date
    group by visits.patient_id

),

booked as (

    select
        appointments.patient_id,
        min(appointments.scheduled_at) as next_appointment_at,
        min(appointments.scheduled_at) filter (
            where appointments.is_hygiene or appointments.hygienist_id is not null
        ) as next_hygiene_at
    from appointments
    cross join settings
    where
        appointments.appointment_status_code = 1
        and appointments.scheduled_at >= settings.today_date
    group by appointments.patient_id

),

dated as (

    select
        patients.patient_id,
        links.person_id,
        patients.patient_status_code,
        visited.first_completed_date,
        visited.last_visit_date,
        visited.last_hygiene_date,
        visited.last_exam_date,
        booked.next_appointment_at,
        booked.next_hygiene_at,
        coalesce(visited.visit_count, 0) as visit_count,
        coalesce(visited.lifetime_production_amount, 0) as lifetime_production_amount,
        coalesce(
            patients.patient_status_code = 0
            and visited.last_visit_date > settings.today_date - interval '12 months', false
        ) as is_active_12_months,
        coalesce(
            patients.patient_status_code = 0
            and visited.last_visit_date > settings.today_date - interval '18 months', false
        ) as is_active_18_months,
        coalesce(
            patients.patient_status_code = 0
            and visited.last_visit_date > settings.today_date - interval '24 months', false
        ) as is_active_24_months,
        coalesce(
            patients.patient_status_code = 0
            and visited.last_visit_date > settings.today_date - interval '36 months', false
        ) as is_active_36_months,
        greatest(patients._loaded_at, visited._loaded_at) as _loaded_at
    from patients
    cross join settings
    left join links
        on patients.patient_id = links.patient_id
    left join visited
        on patients.patient_id = visited.patient_id
    left join booked
        on patients.patient_id = booked.patient_id

)

select * from dated
