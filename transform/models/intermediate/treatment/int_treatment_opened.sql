-- Treatment that is planned and not done. Open Dental's Treatment Finder leaves a patient out who
-- has any visit ahead; what is unscheduled is narrower: the procedure itself is on no future visit.
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

valued as (

    select * from {{ ref('int_procedures_valued') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

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

ahead as (

    select
        appointments.appointment_id,
        appointments.patient_id
    from appointments
    cross join settings
    where
        appointments.appointment_status_code = 1
        and appointments.scheduled_at >= settings.today_date

),

patients_ahead as (

    select distinct patient_id
    from ahead

),

opened as (

    select
        procedures.procedure_id,
        procedures.patient_id,
        coalesce(procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, 0) as clinic_id,
        procedures.procedure_code_id,
        procedures.priority_id,
        procedures.tooth_number,
        codes.procedure_code,
        codes.code_category,
        valued.gross_fee_amount,
        round(
            procedures.unit_fee_amount * (procedures.unit_quantity + procedures.base_units)
            - procedures.discount_amount, 2
        ) as open_amount,
        procedures.treatment_planned_date,
        settings.today_date - procedures.treatment_planned_date as open_days,
        coalesce(codes.is_presentable, false) as is_presentable,
        ahead.appointment_id is not null as is_scheduled,
        patients_ahead.patient_id is not null as has_visit_ahead,
        procedures._loaded_at
    from procedures
    cross join settings
    inner join valued
        on procedures.procedure_id = valued.procedure_id
    inner join patients
        on procedures.patient_id = patients.patient_id
    left join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    left join ahead
        on procedures.appointment_id = ahead.appointment_id
    left join patients_ahead
        on procedures.patient_id = patients_ahead.patient_id
    where
        procedures.procedure_status_code = 1
        and patients.patient_status_code = 0

)

select * from opened
