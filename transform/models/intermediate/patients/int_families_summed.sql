-- A family is whoever shares a guarantor now; Open Dental keeps no history of it. Members that are
-- deleted are no members, and the dead are none that could come.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

activity as (

    select * from {{ ref('int_patient_activity_dated') }}

),

members as (

    select
        coalesce(patients.guarantor_id, patients.patient_id) as guarantor_id,
        patients.patient_id,
        patients.patient_status_code,
        activity.is_active_18_months,
        activity.next_appointment_at,
        activity.last_visit_date,
        patients._loaded_at
    from patients
    inner join activity
        on patients.patient_id = activity.patient_id
    where patients.patient_status_code <> 4

),

summed as (

    select
        guarantor_id,
        count(*) as member_count,
        count(*) filter (where patient_status_code = 0) as patient_count,
        count(*) filter (where is_active_18_months) as active_member_count,
        count(*) filter (where next_appointment_at is not null) as booked_member_count,
        max(last_visit_date) as last_visit_date,
        count(*) filter (where patient_status_code = 0 and not is_active_18_months) = 0
            as is_whole_family_active,
        max(_loaded_at) as _loaded_at
    from members
    group by guarantor_id

)

select * from summed
