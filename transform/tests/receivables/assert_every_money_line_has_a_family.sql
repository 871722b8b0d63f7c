-- The ledger, as Open Dental's own query, leaves out lines of a patient who is not there. Money
-- that would be lost that way must be seen.
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

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

lines as (

    select
        'procedurelog' as source_table,
        procedure_id as source_id,
        patient_id
    from procedures
    where
        procedure_status = 'complete'
        and unit_fee_amount <> 0

    union all

    select
        'claimproc' as source_table,
        claim_line_id as source_id,
        patient_id
    from claim_lines
    where
        claim_line_status in (
            'received', 'supplemental', 'capitation_claim', 'capitation_complete'
        )
        and (insurance_payment_amount <> 0 or write_off_amount <> 0)

    union all

    select
        'adjustment' as source_table,
        adjustment_id as source_id,
        patient_id
    from adjustments
    where adjustment_amount <> 0

    union all

    select
        'paysplit' as source_table,
        payment_split_id as source_id,
        patient_id
    from splits
    where split_amount <> 0

)

select
    lines.source_table,
    lines.source_id
from lines
left join patients
    on lines.patient_id = patients.patient_id
left join patients as guarantors
    on patients.guarantor_id = guarantors.patient_id
where guarantors.patient_id is null
