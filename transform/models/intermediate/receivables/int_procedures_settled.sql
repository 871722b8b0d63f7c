-- What came of every completed procedure's fee: adjustments, write-offs, insurance and the
-- patient, each summed before the join. What is still open is what Open Dental's unearned
-- allocation calls owing (Procedures.GetRemainingProcsForFamilies).
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

adjusted as (

    select
        procedure_id,
        sum(round(adjustment_amount, 2)) as adjustment_amount,
        max(_loaded_at) as _loaded_at
    from adjustments
    where procedure_id is not null
    group by procedure_id

),

-- 7 is what a capitation plan wrote off; expected lines (0) hold their expected write-off already.
insured as (

    select
        procedure_id,
        sum(round(write_off_amount, 2)) filter (
            where claim_line_status_code in (0, 1, 4, 7)
        ) as write_off_amount,
        sum(round(insurance_payment_amount, 2)) filter (
            where claim_line_status_code in (1, 4)
        ) as insurance_payment_amount,
        sum(round(insurance_payment_estimate_amount, 2)) filter (
            where claim_line_status_code = 0
        ) as insurance_estimate_amount,
        max(_loaded_at) as _loaded_at
    from claim_lines
    where
        procedure_id is not null
        and claim_line_status_code in (0, 1, 4, 7)
    group by procedure_id

),

paid as (

    select
        procedure_id,
        sum(round(split_amount, 2)) as patient_payment_amount,
        max(_loaded_at) as _loaded_at
    from splits
    where procedure_id is not null
    group by procedure_id

),

joined as (

    select
        procedures.procedure_id,
        procedures.patient_id,
        patients.guarantor_id,
        coalesce(procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, 0) as clinic_id,
        procedures.procedure_code_id,
        round(
            procedures.unit_fee_amount * (procedures.unit_quantity + procedures.base_units), 2
        ) as gross_fee_amount,
        coalesce(adjusted.adjustment_amount, 0) as adjustment_amount,
        coalesce(insured.write_off_amount, 0) as write_off_amount,
        coalesce(insured.insurance_payment_amount, 0) as insurance_payment_amount,
        coalesce(insured.insurance_estimate_amount, 0) as insurance_estimate_amount,
        coalesce(paid.patient_payment_amount, 0) as patient_payment_amount,
        procedures.service_date,
        greatest(
            procedures._loaded_at, adjusted._loaded_at, insured._loaded_at, paid._loaded_at
        ) as _loaded_at
    from procedures
    left join patients
        on procedures.patient_id = patients.patient_id
    left join adjusted
        on procedures.procedure_id = adjusted.procedure_id
    left join insured
        on procedures.procedure_id = insured.procedure_id
    left join paid
        on procedures.procedure_id = paid.procedure_id
    where procedures.procedure_status_code = 2

),

final as (

    select
        procedure_id,
        patient_id,
        guarantor_id,
        provider_id,
        clinic_id,
        procedure_code_id,
        gross_fee_amount::numeric(14, 2) as gross_fee_amount,
        adjustment_amount::numeric(14, 2) as adjustment_amount,
        write_off_amount::numeric(14, 2) as write_off_amount,
        insurance_payment_amount::numeric(14, 2) as insurance_payment_amount,
        insurance_estimate_amount::numeric(14, 2) as insurance_estimate_amount,
        patient_payment_amount::numeric(14, 2) as patient_payment_amount,
        (
            gross_fee_amount
            + adjustment_amount
            - write_off_amount
            - insurance_payment_amount
            - insurance_estimate_amount
            - patient_payment_amount
        )::numeric(14, 2) as owing_amount,
        service_date,
        _loaded_at
    from joined

)

select * from final
