-- Work on the book that the monthly report adds to production: planned procedures of appointments
-- that are still scheduled, less the write-offs expected on them, and their discounts.
with

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- The preference decides whether insurance estimates (6) count beside capitation estimates (8).
expected_write_offs as (

    select
        claim_lines.procedure_id,
        sum(
            coalesce(
                claim_lines.write_off_estimate_override_amount,
                claim_lines.write_off_estimate_amount,
                0
            )
        ) as write_off_estimate_amount
    from claim_lines
    cross join settings
    where
        claim_lines.claim_line_status_code = 8
        or (claim_lines.claim_line_status_code = 6 and settings.is_scheduled_production_net)
    group by claim_lines.procedure_id

),

final as (

    select
        procedures.procedure_id,
        appointments.appointment_id,
        procedures.patient_id,
        coalesce(procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, 0) as clinic_id,
        round(
            procedures.unit_fee_amount * (procedures.unit_quantity + procedures.base_units)
            - coalesce(expected_write_offs.write_off_estimate_amount, 0), 2
        )::numeric(14, 2) as scheduled_production_amount,
        (-round(procedures.discount_amount + procedures.discount_plan_amount, 2))::numeric(14, 2)
            as scheduled_adjustment_amount,
        appointments.scheduled_at::date as scheduled_date,
        greatest(procedures._loaded_at, appointments._loaded_at) as _loaded_at
    from procedures
    inner join appointments
        on procedures.appointment_id = appointments.appointment_id
    left join expected_write_offs
        on procedures.procedure_id = expected_write_offs.procedure_id
    where
        procedures.procedure_status_code = 1
        and appointments.appointment_status_code = 1

)

select * from final
