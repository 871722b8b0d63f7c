-- A visit is a patient and a day with at least one completed procedure that is not the code of a
-- missed or cancelled visit. Two chairs on one day are one visit.
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

completed as (

    select
        procedures.patient_id,
        procedures.service_date as visit_date,
        coalesce(procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, 0) as clinic_id,
        valued.production_amount,
        procedures._loaded_at,
        coalesce(codes.is_hygiene_visit, false) as is_hygiene_visit,
        coalesce(codes.is_perio_therapy, false) as is_perio_therapy,
        coalesce(codes.is_exam, false) as is_exam,
        coalesce(codes.is_comprehensive_exam, false) as is_comprehensive_exam,
        coalesce(codes.is_emergency_exam, false) as is_emergency_exam,
        coalesce(codes.is_fluoride, false) as is_fluoride,
        coalesce(codes.is_bitewing, false) as is_bitewing,
        coalesce(codes.is_sealant, false) as is_sealant
    from procedures
    inner join valued
        on procedures.procedure_id = valued.procedure_id
    left join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    where
        procedures.procedure_status_code = 2
        and procedures.service_date is not null
        and not coalesce(codes.is_broken_visit, false)

),

identified as (

    select
        patient_id,
        visit_date,
        mode() within group (order by clinic_id) as clinic_id,
        mode() within group (order by provider_id) as provider_id,
        mode() within group (order by provider_id) filter (
            where is_hygiene_visit
        ) as hygiene_provider_id,
        mode() within group (order by provider_id) filter (where is_exam) as exam_provider_id,
        count(*) as procedure_count,
        sum(production_amount) as production_amount,
        bool_or(is_hygiene_visit) as is_hygiene_visit,
        bool_or(is_perio_therapy) as is_perio_therapy,
        bool_or(is_exam) as is_exam,
        bool_or(is_comprehensive_exam) as is_comprehensive_exam,
        bool_or(is_emergency_exam) as is_emergency_exam,
        bool_or(is_fluoride) as is_fluoride,
        bool_or(is_bitewing) as is_bitewing,
        bool_or(is_sealant) as is_sealant,
        max(_loaded_at) as _loaded_at
    from completed
    group by patient_id, visit_date

)

select * from identified
