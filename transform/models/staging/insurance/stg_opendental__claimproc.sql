with

source as (

    select * from {{ source('opendental', 'claimproc') }}

),

renamed as (

    select
        -- keys
        "ClaimProcNum" as claim_line_id,
        nullif("ProcNum", 0) as procedure_id,
        nullif("ClaimNum", 0) as claim_id,
        nullif("PatNum", 0) as patient_id,
        nullif("ProvNum", 0) as provider_id,
        nullif("ClaimPaymentNum", 0) as insurance_payment_id,
        nullif("PlanNum", 0) as insurance_plan_id,
        nullif("ClinicNum", 0) as clinic_id,
        nullif("InsSubNum", 0) as insurance_subscription_id,
        nullif("PayPlanNum", 0) as payment_plan_id,
        nullif("ClaimPaymentTracking", 0) as payment_tracking_definition_id,
        nullif("SecUserNumEntry", 0) as entry_user_id,

        -- attributes
        "Status" as claim_line_status_code,
        case "Status"
            when 0 then 'not_received'
            when 1 then 'received'
            when 2 then 'preauthorization'
            when 3 then 'benefit_adjustment'
            when 4 then 'supplemental'
            when 5 then 'capitation_claim'
            when 6 then 'estimate'
            when 7 then 'capitation_complete'
            when 8 then 'capitation_estimate'
            when 9 then 'insurance_history'
        end as claim_line_status,
        "CodeSent" as code_sent,
        nullif("Percentage", -1) as coverage_percent,
        nullif("PercentOverride", -1) as coverage_percent_override,
        "LineNumber" as line_number,
        "PaymentRow" as payment_row,
        "ClaimAdjReasonCodes" as claim_adjustment_reason_codes,

        -- measures
        "FeeBilled"::numeric as fee_billed_amount,
        "InsPayEst"::numeric as insurance_payment_estimate_amount,
        "DedApplied"::numeric as deductible_applied_amount,
        "InsPayAmt"::numeric as insurance_payment_amount,
        "WriteOff"::numeric as write_off_amount,
        nullif("AllowedOverride", -1)::numeric as allowed_override_amount,
        nullif("CopayAmt", -1)::numeric as copay_amount,
        nullif("PaidOtherIns", -1)::numeric as paid_other_insurance_amount,
        "BaseEst"::numeric as base_estimate_amount,
        nullif("CopayOverride", -1)::numeric as copay_override_amount,
        nullif("DedEst", -1)::numeric as deductible_estimate_amount,
        nullif("DedEstOverride", -1)::numeric as deductible_estimate_override_amount,
        "InsEstTotal"::numeric as insurance_estimate_total_amount,
        nullif("InsEstTotalOverride", -1)::numeric as insurance_estimate_total_override_amount,
        nullif("PaidOtherInsOverride", -1)::numeric as paid_other_insurance_override_amount,
        nullif("WriteOffEst", -1)::numeric as write_off_estimate_amount,
        nullif("WriteOffEstOverride", -1)::numeric as write_off_estimate_override_amount,

        -- flags
        "NoBillIns" <> 0 as is_not_billed_to_insurance,
        "IsTransfer" <> 0 as is_transfer,
        "IsOverpay" <> 0 as is_overpayment,

        -- times (practice-local; stamps UTC)
        nullif("DateCP", '0001-01-01'::date) as insurance_payment_date,
        nullif("ProcDate", '0001-01-01'::date) as service_date,
        nullif("DateEntry", '0001-01-01'::date) as entry_date,
        nullif("SecDateEntry", '0001-01-01'::date) as source_created_date,
        "SecDateTEdit" as source_updated_at,
        nullif("DateSuppReceived", '0001-01-01'::date) as supplemental_received_date,
        nullif("DateInsFinalized", '0001-01-01'::date) as insurance_finalized_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
