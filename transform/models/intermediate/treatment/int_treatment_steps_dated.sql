-- How far each planned procedure has come, with the day of every step. Open Dental keeps states,
-- not steps: a step's day is that of the row that shows it today.
with

presented as (

    select * from {{ ref('int_treatment_presented') }}

),

lines as (

    select * from {{ ref('int_treatment_plan_lines_unioned') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

claims as (

    select * from {{ ref('stg_opendental__claim') }}

),

credits as (

    select * from {{ ref('int_procedure_credits_dated') }}

),

saved as (

    select
        procedure_id,
        min(treatment_plan_date) as presented_date,
        min(signed_at)::date as signed_date
    from lines
    where treatment_plan_status_code = 0
    group by procedure_id

),

claimed as (

    select
        claim_lines.procedure_id,
        min(coalesce(claims.first_sent_date, claims.sent_date)) filter (
            where claims.claim_type = 'preauthorization'
        ) as preauthorization_sent_date,
        min(coalesce(claims.first_sent_date, claims.sent_date)) filter (
            where
            claims.claim_type is distinct from 'preauthorization'
            and claims.claim_status_code in ('S', 'R')
        ) as claim_sent_date
    from claim_lines
    inner join claims
        on claim_lines.claim_id = claims.claim_id
    where claim_lines.procedure_id is not null
    group by claim_lines.procedure_id

),

credited as (

    select
        procedure_id,
        sum(credit_amount) as credit_amount,
        max(credit_date) as last_credit_date
    from credits
    group by procedure_id

),

dated as (

    select
        presented.procedure_id,
        presented.patient_id,
        presented.provider_id,
        presented.clinic_id,
        presented.procedure_code_id,
        presented.gross_fee_amount,
        presented.treatment_planned_date,
        saved.presented_date,
        saved.signed_date,
        claimed.preauthorization_sent_date,
        case
            when appointments.appointment_status_code in (1, 2)
                then appointments.source_created_at::date
        end as scheduled_date,
        presented.done_date as completed_date,
        case when presented.done_date is not null then claimed.claim_sent_date end
            as claim_sent_date,
        case
            when
                presented.done_date is not null
                and coalesce(credited.credit_amount, 0) >= presented.gross_fee_amount - 0.005
                then greatest(presented.done_date, credited.last_credit_date)
        end as paid_date,
        presented.is_withdrawn,
        presented._loaded_at
    from presented
    inner join procedures
        on presented.procedure_id = procedures.procedure_id
    left join saved
        on presented.procedure_id = saved.procedure_id
    left join claimed
        on presented.procedure_id = claimed.procedure_id
    left join appointments
        on procedures.appointment_id = appointments.appointment_id
    left join credited
        on presented.procedure_id = credited.procedure_id

)

select * from dated
