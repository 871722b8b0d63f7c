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

-- One row per way a line may count. Under the claim-date policy the estimate counts on the day its
-- snapshot was taken, and what the payer really wrote off, less that estimate, on the day it paid.
ways (write_off_policy, write_off_component) as (

    values
    ('pay_date', 'write_off'),
    ('procedure_date', 'write_off'),
    ('claim_date', 'estimate'),
    ('claim_date', 'true_up')

),

-- Snapshots join the claim-date policy only: a second one of a line would double the other two.
lines as (

    select
        claim_lines.claim_line_id,
        claim_lines.procedure_id,
        claim_lines.patient_id,
        coalesce(claim_lines.provider_id, 0) as provider_id,
        coalesce(claim_lines.clinic_id, 0) as clinic_id,
        ways.write_off_policy,
        ways.write_off_component,
        claim_lines.claim_line_status_code in (1, 4) as is_received,
        claim_lines.write_off_amount,
        coalesce(snapshots.write_off_estimate_amount, 0) as write_off_estimate_amount,
        claim_lines.service_date,
        claim_lines.insurance_payment_date,
        snapshots.claim_snapshot_id,
        snapshots.snapshot_at::date as snapshot_date,
        greatest(claim_lines._loaded_at, snapshots._loaded_at) as _loaded_at
    from claim_lines
    cross join ways
    left join snapshots
        on
            claim_lines.claim_line_id = snapshots.claim_line_id
            and ways.write_off_policy = 'claim_date'
    where claim_lines.claim_line_status_code in (0, 1, 4)

),

dated as (

    select
        lines.claim_line_id,
        lines.procedure_id,
        lines.patient_id,
        lines.provider_id,
        lines.clinic_id,
        lines.write_off_policy,
        lines.write_off_component,
        case lines.write_off_component
            when 'write_off' then -round(lines.write_off_amount, 2)
            when 'estimate' then -round(lines.write_off_estimate_amount, 2)
            when 'true_up' then round(lines.write_off_estimate_amount - lines.write_off_amount, 2)
        end as line_amount,
        case
            when lines.write_off_policy = 'procedure_date' then lines.service_date
            when lines.write_off_component = 'estimate' then lines.snapshot_date
            else lines.insurance_payment_date
        end as report_date,
        lines._loaded_at
    from lines
    cross join settings
    where
        case
            when lines.write_off_policy = 'pay_date' then lines.is_received
            when lines.write_off_policy = 'procedure_date' then true
            -- Open Dental prints nothing under this policy while snapshots are switched off.
            when not settings.is_claim_snapshot_enabled then false
            when lines.write_off_component = 'estimate' then lines.claim_snapshot_id is not null
            else lines.is_received
        end

)

select * from dated
