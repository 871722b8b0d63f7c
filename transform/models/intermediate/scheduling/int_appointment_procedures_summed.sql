-- What hangs on an appointment, planned or done. Scheduled production is that of the monthly
-- report.
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

scheduled as (

    select * from {{ ref('int_scheduled_production_valued') }}

),

lined as (

    select
        procedures.appointment_id,
        procedures.procedure_status_code,
        valued.gross_fee_amount,
        valued.production_amount,
        procedures._loaded_at,
        scheduled.scheduled_production_amount,
        scheduled.scheduled_adjustment_amount,
        coalesce(codes.is_hygiene_visit, false) as is_hygiene_visit,
        coalesce(codes.is_exam, false) as is_exam,
        coalesce(codes.is_emergency_exam, false) as is_emergency_exam
    from procedures
    inner join valued
        on procedures.procedure_id = valued.procedure_id
    left join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    left join scheduled
        on procedures.procedure_id = scheduled.procedure_id
    where
        procedures.appointment_id is not null
        and procedures.procedure_status_code in (1, 2)

),

summed as (

    select
        appointment_id,
        count(*) as procedure_count,
        count(*) filter (where procedure_status_code = 2) as completed_procedure_count,
        sum(gross_fee_amount) as visit_fee_amount,
        coalesce(sum(scheduled_production_amount), 0) as scheduled_production_amount,
        coalesce(sum(scheduled_adjustment_amount), 0) as scheduled_adjustment_amount,
        sum(production_amount) as production_amount,
        bool_or(is_hygiene_visit) as has_hygiene_procedure,
        bool_or(is_exam) as has_exam,
        bool_or(is_emergency_exam) as has_emergency_exam,
        max(_loaded_at) as _loaded_at
    from lined
    group by appointment_id

)

select * from summed
