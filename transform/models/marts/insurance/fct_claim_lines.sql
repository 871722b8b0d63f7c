-- claimproc holds one row per procedure and plan, and supplementals, totals without a procedure,
-- estimates and pre-authorizations beside them: filter by status before adding anything up.
with

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

insurance_payments as (

    select * from {{ ref('stg_opendental__claimpayment') }}

),

final as (

    select
        -- keys
        claim_lines.claim_line_id,
        claim_lines.claim_id,
        claim_lines.procedure_id,
        claim_lines.patient_id,
        coalesce(claim_lines.provider_id, 0) as provider_id,
        coalesce(claim_lines.clinic_id, 0) as clinic_id,
        claim_lines.insurance_plan_id,
        claim_lines.insurance_payment_id,
        claim_lines.payment_plan_id,

        -- attributes
        claim_lines.claim_line_status_code,
        claim_lines.claim_line_status,

        -- measures; an estimate outside a claim has its own columns and overrides (-1 is unset)
        round(claim_lines.fee_billed_amount, 2) as fee_billed_amount,
        round(claim_lines.insurance_payment_amount, 2) as insurance_payment_amount,
        round(claim_lines.write_off_amount, 2) as write_off_amount,
        round(claim_lines.deductible_applied_amount, 2) as deductible_applied_amount,
        round(
            case
                when claim_lines.claim_line_status_code not in (6, 8)
                    then claim_lines.insurance_payment_estimate_amount
                when claim_lines.insurance_estimate_total_override_amount is not null
                    then claim_lines.insurance_estimate_total_override_amount
                else claim_lines.insurance_estimate_total_amount
            end, 2
        ) as insurance_estimate_amount,
        round(
            coalesce(
                claim_lines.write_off_estimate_override_amount,
                claim_lines.write_off_estimate_amount, 0
            ), 2
        ) as write_off_estimate_amount,

        -- flags
        coalesce(claim_lines.claim_line_status_code in (1, 4), false) as is_received,
        coalesce(claim_lines.claim_line_status_code = 0, false) as is_expected,
        insurance_payments.insurance_payment_id is not null as is_paid_by_check,
        coalesce(claim_lines.is_transfer, false) as is_transfer,

        -- times
        claim_lines.service_date,
        claim_lines.insurance_payment_date,
        insurance_payments.check_date,
        claim_lines.source_updated_at,

        -- loader (UTC)
        claim_lines._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from claim_lines
    left join insurance_payments
        on claim_lines.insurance_payment_id = insurance_payments.insurance_payment_id

)

select * from final
