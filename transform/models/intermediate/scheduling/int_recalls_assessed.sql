-- A recall's interval is packed into one number: a byte each of days, weeks, months and years.
-- Due and overdue are Open Dental's: not disabled, due before today, nothing scheduled. Its own
-- DateScheduled is beside what the book says.
with

recalls as (

    select * from {{ ref('stg_opendental__recall') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

booked as (

    select
        appointments.patient_id,
        min(appointments.scheduled_at) as next_appointment_at
    from appointments
    cross join settings
    where
        appointments.appointment_status_code = 1
        and appointments.scheduled_at >= settings.today_date
    group by appointments.patient_id

),

unpacked as (

    select
        recalls.recall_id,
        recalls.patient_id,
        recalls.recall_type_id,
        recalls.recall_status_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        coalesce(patients.primary_provider_id, 0) as provider_id,
        recalls.recall_priority,
        (recalls.recall_interval_packed >> 24) & 255 as interval_years,
        (recalls.recall_interval_packed >> 16) & 255 as interval_months,
        (recalls.recall_interval_packed >> 8) & 255 as interval_weeks,
        recalls.recall_interval_packed & 255 as interval_days,
        recalls.previous_date,
        recalls.calculated_due_date,
        recalls.due_date,
        recalls.scheduled_date,
        recalls.disabled_until_date,
        booked.next_appointment_at,
        recalls.is_disabled,
        coalesce(patients.patient_status_code = 0, false) as is_patient,
        recalls.is_disabled
        or coalesce(recalls.disabled_until_date > settings.today_date, false) as is_put_off,
        settings.today_date,
        greatest(recalls._loaded_at, patients._loaded_at) as _loaded_at
    from recalls
    cross join settings
    left join patients
        on recalls.patient_id = patients.patient_id
    left join booked
        on recalls.patient_id = booked.patient_id

),

assessed as (

    select
        *,
        make_interval(
            years => interval_years,
            months => interval_months,
            weeks => interval_weeks,
            days => interval_days
        ) as recall_interval,
        is_patient
        and not is_disabled
        and due_date is not null
        and scheduled_date is null as is_on_recall_list,
        is_patient
        and not is_put_off
        and scheduled_date is null
        and coalesce(due_date < today_date, false) as is_overdue,
        case
            when
                is_patient
                and not is_put_off
                and scheduled_date is null
                and due_date < today_date
                then today_date - due_date
        end as overdue_days
    from unpacked

)

select * from assessed
