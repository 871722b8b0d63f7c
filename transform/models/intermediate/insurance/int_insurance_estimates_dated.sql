-- What insurance is expected to pay and write off, and the days on which it was still expected.
-- Open Dental shows these beside the ledger and never in a bucket.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

-- 0 is not received, 1 received. A received line was expected until the day it was received; one
-- received on the day of service never was.
expected as (

    select
        claim_lines.claim_line_id,
        patients.guarantor_id,
        claim_lines.patient_id,
        claim_lines.procedure_id,
        coalesce(claim_lines.service_date, '0001-01-01'::date) as expected_from_date,
        case
            when claim_lines.claim_line_status_code = 1
                then coalesce(claim_lines.insurance_payment_date, '0001-01-01'::date)
        end as expected_until_date,
        claim_lines.insurance_payment_estimate_amount::numeric(14, 2) as insurance_estimate_amount,
        claim_lines.write_off_amount::numeric(14, 2) as write_off_estimate_amount,
        claim_lines.claim_line_status_code = 0 as is_expected
    from claim_lines
    inner join patients
        on claim_lines.patient_id = patients.patient_id
    left join procedures
        on claim_lines.procedure_id = procedures.procedure_id
    where
        claim_lines.claim_line_status_code in (0, 1)
        and (
            claim_lines.procedure_id is null
            or procedures.procedure_status_code = 2
        )

),

final as (

    select * from expected
    where
        (insurance_estimate_amount <> 0 or write_off_estimate_amount <> 0)
        and (expected_until_date is null or expected_from_date < expected_until_date)

)

select * from final
