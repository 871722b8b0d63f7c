-- One row per claim line, policy and component. Open Dental dates a write-off in three ways
-- (preference ReportsPPOwriteoffDefaultToProcDate) and a practice may print any of them, so all
-- three are kept side by side: never add them up. Amounts are negative, as the reports print them.
with

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

snapshots as (

    select * from {{ ref('stg_opendental__claimsnapshot') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

pay_date as (

    select
        claim_line_id,
        'pay_date' as write_off_policy,
        'write_off' as write_off_component,
        insurance_payment_date as report_date,
        -round(write_off_amount, 2) as line_amount
    from claim_lines
    where claim_line_status_code in (1, 4)

),

procedure_date as (

    select
        claim_line_id,
        'procedure_date' as write_off_policy,
        'write_off' as write_off_component,
        service_date as report_date,
        -round(write_off_amount, 2) as line_amount
    from claim_lines
    where claim_line_status_code in (0, 1, 4)

),

-- The estimate counts on the day its snapshot was taken. Open Dental prints nothing under this
-- policy while snapshots are switched off, whatever rows exist.
claim_date_estimate as (

    select
        claim_lines.claim_line_id,
        'claim_date' as write_off_policy,
        'estimate' as write_off_component,
        snapshots.snapshot_at::date as report_date,
        -round(coalesce(snapshots.write_off_estimate_amount, 0), 2) as line_amount
    from claim_lines
    inner join snapshots
        on claim_lines.claim_line_id = snapshots.claim_line_id
    cross join settings
    where
        claim_lines.claim_line_status_code in (0, 1, 4)
        and settings.is_claim_snapshot_enabled

),

-- What the payer really wrote off, less the estimate already counted, on the day it paid.
claim_date_true_up as (

    select
        claim_lines.claim_line_id,
        'claim_date' as write_off_policy,
        'true_up' as write_off_component,
        claim_lines.insurance_payment_date as report_date,
        round(
            coalesce(snapshots.write_off_estimate_amount, 0) - claim_lines.write_off_amount, 2
        ) as line_amount
    from claim_lines
    left join snapshots
        on claim_lines.claim_line_id = snapshots.claim_line_id
    cross join settings
    where
        claim_lines.claim_line_status_code in (1, 4)
        and settings.is_claim_snapshot_enabled

),

unioned as (

    select * from pay_date
    union all
    select * from procedure_date
    union all
    select * from claim_date_estimate
    union all
    select * from claim_date_true_up

),

dated as (

    select
        unioned.claim_line_id,
        claim_lines.procedure_id,
        claim_lines.patient_id,
        coalesce(claim_lines.provider_id, 0) as provider_id,
        coalesce(claim_lines.clinic_id, 0) as clinic_id,
        unioned.write_off_policy,
        unioned.write_off_component,
        unioned.line_amount,
        unioned.report_date
    from unioned
    inner join claim_lines
        on unioned.claim_line_id = claim_lines.claim_line_id

)

select * from dated
