-- Every line of the daily and the provider report, which do not follow the monthly one (Open
-- Dental: RpProdInc.GetDailyProdIncDataSet). Work, adjustments and insurance income need a
-- provider that is there; a patient's money counts on the day of its payment, discounts
-- included; under the claim-date policy a write-off needs a procedure and takes its provider
-- and clinic.
with

procedures as (

    select * from {{ ref('fct_procedures') }}

),

adjustments as (

    select * from {{ ref('fct_adjustments') }}

),

write_offs as (

    select * from {{ ref('int_write_offs_dated') }}

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

payments as (

    select * from {{ ref('stg_opendental__payment') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

providers as (

    select * from {{ ref('stg_opendental__provider') }}

),

unioned as (

    select
        'production' as line_type,
        procedures.procedure_id as line_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.production_amount as line_amount,
        procedures.service_date as report_date,
        procedures._loaded_at
    from procedures
    inner join providers
        on procedures.provider_id = providers.provider_id
    where procedures.is_complete

    union all

    select
        'adjustment' as line_type,
        adjustments.adjustment_id as line_id,
        adjustments.provider_id,
        adjustments.clinic_id,
        adjustments.adjustment_amount as line_amount,
        adjustments.adjustment_date as report_date,
        adjustments._loaded_at
    from adjustments
    inner join providers
        on adjustments.provider_id = providers.provider_id

    union all

    select
        'write_off_' || write_off_policy as line_type,
        claim_line_id as line_id,
        provider_id,
        clinic_id,
        line_amount,
        report_date,
        _loaded_at
    from write_offs
    where write_off_policy in ('pay_date', 'procedure_date')

    union all

    select
        'write_off_claim_date' as line_type,
        write_offs.claim_line_id as line_id,
        procedures.provider_id,
        procedures.clinic_id,
        write_offs.line_amount,
        write_offs.report_date,
        write_offs._loaded_at
    from write_offs
    inner join procedures
        on write_offs.procedure_id = procedures.procedure_id
    where write_offs.write_off_policy = 'claim_date'

    union all

    select
        case when splits.is_unearned then 'unearned_income' else 'patient_income' end as line_type,
        splits.payment_split_id as line_id,
        splits.provider_id,
        splits.clinic_id,
        splits.split_amount as line_amount,
        payments.payment_date as report_date,
        splits._loaded_at
    from splits
    inner join payments
        on splits.payment_id = payments.payment_id
    where not splits.is_hidden_unearned

    union all

    select
        'insurance_income' as line_type,
        claim_lines.claim_line_id as line_id,
        claim_lines.provider_id,
        claim_lines.clinic_id,
        claim_lines.insurance_payment_amount as line_amount,
        claim_lines.check_date as report_date,
        claim_lines._loaded_at
    from claim_lines
    inner join providers
        on claim_lines.provider_id = providers.provider_id
    where
        claim_lines.is_paid_by_check
        and claim_lines.is_received

)

select * from unioned
