-- Procedures that were planned: treatment codes (the practice's group presented_treatment), never
-- existing work, referrals or conditions. A deleted plan was presented and withdrawn; it is kept
-- apart, beside the rates and not in them. Accepted means complete, or planned and attached to an
-- appointment that is on the book; the day is that of the work, or of making the appointment.
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

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

planned as (

    select
        procedures.procedure_id,
        procedures.patient_id,
        coalesce(procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, 0) as clinic_id,
        procedures.procedure_code_id,
        procedures.tooth_number,
        codes.procedure_code,
        codes.code_category,
        procedures.procedure_status,
        procedures.procedure_status_code,
        valued.gross_fee_amount,
        procedures.treatment_planned_date,
        case when procedures.procedure_status_code = 2 then procedures.service_date end
            as done_date,
        case
            when
                procedures.procedure_status_code = 1
                and appointments.appointment_status_code = 1
                then appointments.source_created_at::date
        end as scheduled_date,
        greatest(procedures._loaded_at, appointments._loaded_at) as _loaded_at
    from procedures
    inner join valued
        on procedures.procedure_id = valued.procedure_id
    inner join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    left join appointments
        on procedures.appointment_id = appointments.appointment_id
    where
        procedures.procedure_status_code in (1, 2, 6, 8)
        and procedures.treatment_planned_date is not null
        and codes.is_presentable

),

presented as (

    select
        *,
        coalesce(done_date, scheduled_date) as accepted_date,
        procedure_status_code = 6 as is_withdrawn
    from planned

)

select * from presented
