-- Completed work of insured patients that is on no claim. Open Dental: RpProcNotBilledIns. An
-- estimate (6) that may be billed stands for a plan nobody has billed yet.
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

coverages as (

    select * from {{ ref('int_coverages_chained') }}

),

visits_in_process as (

    select distinct procedure_id
    from {{ ref('stg_opendental__procmultivisit') }}
    where is_in_process

),

-- A patient has each plan once, or twice as his own and his family's; either way it is one plan.
patient_plans as (

    select distinct
        patient_id,
        insurance_plan_id
    from coverages
    where not is_medical

),

billable as (

    select
        claim_lines.procedure_id,
        min(claim_lines.insurance_plan_id) as insurance_plan_id,
        sum(
            round(
                coalesce(
                    claim_lines.insurance_estimate_total_override_amount,
                    claim_lines.insurance_estimate_total_amount
                ), 2
            )
        ) as insurance_estimate_amount,
        max(claim_lines._loaded_at) as _loaded_at
    from claim_lines
    inner join patient_plans
        on
            claim_lines.patient_id = patient_plans.patient_id
            and claim_lines.insurance_plan_id = patient_plans.insurance_plan_id
    where
        claim_lines.claim_line_status_code = 6
        and not claim_lines.is_not_billed_to_insurance
    group by claim_lines.procedure_id

),

final as (

    select
        procedures.procedure_id,
        procedures.patient_id,
        coalesce(procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, 0) as clinic_id,
        procedures.procedure_code_id,
        billable.insurance_plan_id,
        round(
            procedures.unit_fee_amount * (procedures.unit_quantity + procedures.base_units), 2
        )::numeric(14, 2) as gross_fee_amount,
        billable.insurance_estimate_amount::numeric(14, 2) as insurance_estimate_amount,
        procedures.service_date,
        greatest(procedures._loaded_at, billable._loaded_at) as _loaded_at
    from procedures
    inner join billable
        on procedures.procedure_id = billable.procedure_id
    left join visits_in_process
        on procedures.procedure_id = visits_in_process.procedure_id
    where
        procedures.procedure_status_code = 2
        and procedures.unit_fee_amount > 0
        and visits_in_process.procedure_id is null

)

select * from final
