-- Every line of the production and income report, monthly and annual rules: the clinic and provider
-- of the line itself, no join to provider, nothing dropped for being unassigned. Start here when a
-- figure of the report has to be explained.
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

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

unioned as (

    select
        'production' as line_type,
        procedure_id as line_id,
        patient_id,
        provider_id,
        clinic_id,
        production_amount as line_amount,
        service_date as report_date,
        _loaded_at
    from procedures
    where is_complete

    union all

    select
        'adjustment' as line_type,
        adjustment_id as line_id,
        patient_id,
        provider_id,
        clinic_id,
        adjustment_amount as line_amount,
        adjustment_date as report_date,
        _loaded_at
    from adjustments

    union all

    select
        'write_off_' || write_off_policy as line_type,
        claim_line_id as line_id,
        patient_id,
        provider_id,
        clinic_id,
        line_amount,
        report_date,
        _loaded_at
    from write_offs

    union all

    select
        'patient_income' as line_type,
        payment_split_id as line_id,
        patient_id,
        provider_id,
        clinic_id,
        split_amount as line_amount,
        payment_date as report_date,
        _loaded_at
    from splits
    where is_patient_income

    union all

    -- Prepayments are income only where the report is asked to include them.
    select
        'unearned_income' as line_type,
        payment_split_id as line_id,
        patient_id,
        provider_id,
        clinic_id,
        split_amount as line_amount,
        payment_date as report_date,
        _loaded_at
    from splits
    where
        is_unearned
        and not is_hidden_unearned
        and not is_discount

    union all

    -- No filter on the line's status: being attached to a check is what makes it income.
    select
        'insurance_income' as line_type,
        claim_line_id as line_id,
        patient_id,
        provider_id,
        clinic_id,
        insurance_payment_amount as line_amount,
        check_date as report_date,
        _loaded_at
    from claim_lines
    where is_paid_by_check

)

select * from unioned
