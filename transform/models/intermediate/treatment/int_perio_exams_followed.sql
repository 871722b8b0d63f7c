-- Deep pockets (two sites of 5 mm or more) and whether gum treatment was done or planned within 90
-- days of the exam. An aid to a clinician's judgement, never a target.
with

exams as (

    select * from {{ ref('int_perio_exams_measured') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

therapies as (

    select
        procedures.patient_id,
        case
            when procedures.procedure_status_code = 2 then procedures.service_date
            else procedures.treatment_planned_date
        end as therapy_date
    from procedures
    inner join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    where
        codes.is_perio_therapy
        and procedures.procedure_status_code in (1, 2)

),

deep as (

    select *
    from exams
    where site_5_mm_count >= 2

),

answered as (

    select distinct deep.perio_exam_id
    from deep
    inner join therapies
        on
            deep.patient_id = therapies.patient_id
            and deep.exam_date <= therapies.therapy_date
            and deep.exam_date + 90 >= therapies.therapy_date

),

followed as (

    select
        deep.perio_exam_id,
        deep.patient_id,
        coalesce(deep.provider_id, 0) as provider_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        deep.exam_date,
        answered.perio_exam_id is not null as is_treated,
        deep.exam_date + 90 <= settings.today_date as is_horizon_over,
        deep._loaded_at
    from deep
    cross join settings
    left join patients
        on deep.patient_id = patients.patient_id
    left join answered
        on deep.perio_exam_id = answered.perio_exam_id

)

select * from followed
