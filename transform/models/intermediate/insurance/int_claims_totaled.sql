-- What the lines of a claim add up to. The totals that Open Dental keeps on the claim itself are
-- copies; the lines are what its reports add.
with

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

-- 0 is expected, 1 received, 4 a later payment on top, 5 a capitation claim. 2, 3, 6 to 9 are no
-- money.
totaled as (

    select
        claim_id,
        sum(round(fee_billed_amount, 2)) filter (
            where claim_line_status_code in (0, 1, 5)
        ) as fee_billed_amount,
        sum(round(insurance_payment_estimate_amount, 2)) filter (
            where claim_line_status_code in (0, 1, 5)
        ) as insurance_estimate_amount,
        sum(round(insurance_payment_estimate_amount, 2)) filter (
            where claim_line_status_code = 0
        ) as pending_estimate_amount,
        sum(round(write_off_amount, 2)) filter (
            where claim_line_status_code = 0
        ) as pending_write_off_amount,
        sum(round(insurance_payment_amount, 2)) filter (
            where claim_line_status_code in (1, 4, 5)
        ) as insurance_payment_amount,
        sum(round(insurance_payment_amount, 2)) filter (
            where claim_line_status_code = 4 and not is_transfer
        ) as supplemental_payment_amount,
        sum(round(write_off_amount, 2)) filter (
            where claim_line_status_code in (1, 4)
        ) as write_off_amount,
        sum(round(deductible_applied_amount, 2)) filter (
            where claim_line_status_code in (1, 4)
        ) as deductible_applied_amount,
        sum(round(insurance_payment_amount, 2)) filter (
            where
            claim_line_status_code in (1, 4, 5)
            and insurance_payment_id is null
            and insurance_payment_amount <> 0
            and not is_transfer
        ) as unfinalized_payment_amount,
        count(*) as line_count,
        count(*) filter (where claim_line_status_code = 0) as expected_line_count,
        count(*) filter (where procedure_id is not null) as procedure_line_count,
        count(*) filter (
            where
            claim_line_status_code in (1, 4, 5)
            and insurance_payment_id is null
            and insurance_payment_amount <> 0
            and not is_transfer
        ) as unfinalized_line_count,
        bool_or(claim_line_status_code = 4 and not is_transfer) as has_supplemental,
        min(insurance_payment_date) filter (
            where claim_line_status_code in (1, 4, 5)
        ) as first_payment_date,
        max(insurance_payment_date) filter (
            where claim_line_status_code in (1, 4, 5)
        ) as last_payment_date,
        max(_loaded_at) as _loaded_at
    from claim_lines
    where claim_id is not null
    group by claim_id

)

select * from totaled
