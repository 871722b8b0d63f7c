-- Open Dental's presentation statistics: procedures on saved plans, each counted once, at its first
-- or its last presentation. Gross is production as in the income report; net takes write-offs off
-- (capitation once more) and adds the adjustments made to the procedure.
with

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

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

saved as (

    select
        lines.procedure_id,
        lines.patient_id,
        lines.presenter_user_id,
        lines.treatment_plan_id,
        lines.treatment_plan_date,
        lines._loaded_at,
        row_number() over (
            partition by lines.procedure_id
            order by lines.treatment_plan_date, lines.treatment_plan_id
        ) = 1 as is_first_presentation,
        row_number() over (
            partition by lines.procedure_id
            order by lines.treatment_plan_date desc, lines.treatment_plan_id desc
        ) = 1 as is_last_presentation
    from lines
    where
        lines.treatment_plan_status_code = 0
        and lines.treatment_plan_date is not null
        and lines.procedure_id is not null

),

written_off as (

    select
        procedure_id,
        sum(write_off_amount) filter (
            where claim_line_status_code = 7
        ) as capitation_amount,
        sum(write_off_amount) filter (
            where claim_line_status_code in (0, 1, 4)
        ) as claimed_amount,
        sum(
            coalesce(write_off_estimate_override_amount, write_off_estimate_amount, 0)
        ) filter (where claim_line_status_code = 6) as estimated_amount
    from claim_lines
    where procedure_id is not null
    group by procedure_id

),

adjusted as (

    select
        procedure_id,
        sum(round(adjustment_amount, 2)) as adjustment_amount
    from adjustments
    where procedure_id is not null
    group by procedure_id

),

valued as (

    select
        procedures.procedure_id,
        procedures.procedure_status_code,
        procedures.procedure_status_code = 2 as is_complete,
        case when procedures.procedure_status_code = 2 then procedures.service_date end
            as completed_date,
        procedures.procedure_status_code = 1
        and coalesce(appointments.appointment_status_code = 1, false) as is_scheduled,
        round(
            procedures.unit_fee_amount * (procedures.unit_quantity + procedures.base_units)
            - coalesce(written_off.capitation_amount, 0), 2
        ) as gross_amount,
        round(
            case
                when procedures.procedure_status_code = 2
                    then
                        coalesce(written_off.capitation_amount, 0)
                        + coalesce(written_off.claimed_amount, 0)
                else coalesce(written_off.estimated_amount, 0)
            end, 2
        ) as write_off_amount,
        round(coalesce(written_off.claimed_amount, 0), 2) as claimed_amount,
        coalesce(adjusted.adjustment_amount, 0) as adjustment_amount
    from procedures
    left join appointments
        on procedures.appointment_id = appointments.appointment_id
    left join written_off
        on procedures.procedure_id = written_off.procedure_id
    left join adjusted
        on procedures.procedure_id = adjusted.procedure_id
    where procedures.procedure_status_code in (1, 2)

),

ranked as (

    select
        saved.procedure_id,
        saved.treatment_plan_id,
        saved.patient_id,
        saved.presenter_user_id,
        saved.treatment_plan_date,
        saved.is_first_presentation,
        saved.is_last_presentation,
        valued.is_complete,
        valued.is_scheduled,
        valued.gross_amount,
        valued.gross_amount - valued.write_off_amount + valued.adjustment_amount as net_amount,
        valued.gross_amount
        - valued.claimed_amount
        + valued.adjustment_amount as completed_net_amount,
        valued.completed_date,
        saved._loaded_at
    from saved
    inner join valued
        on saved.procedure_id = valued.procedure_id
    where saved.is_first_presentation or saved.is_last_presentation

)

select * from ranked
