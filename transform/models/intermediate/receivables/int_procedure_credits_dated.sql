-- Everything that lowers what a procedure owes, with its day: patients' earned splits, insurance
-- money and write-offs that are final, adjustments. Prepayments lower nothing until earned.
with

splits as (

    select * from {{ ref('stg_opendental__paysplit') }}

),

claim_lines as (

    select * from {{ ref('stg_opendental__claimproc') }}

),

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

unioned as (

    select
        'patient_payment' as credit_type,
        procedure_id,
        round(split_amount, 2) as credit_amount,
        payment_date as credit_date,
        _loaded_at
    from splits
    where
        procedure_id is not null
        and unearned_type_id is null
    union all
    select
        'insurance' as credit_type,
        procedure_id,
        round(insurance_payment_amount, 2) + round(write_off_amount, 2) as credit_amount,
        insurance_payment_date as credit_date,
        _loaded_at
    from claim_lines
    where
        procedure_id is not null
        and claim_line_status_code in (1, 4, 5, 7)
    union all
    select
        'adjustment' as credit_type,
        procedure_id,
        -round(adjustment_amount, 2) as credit_amount,
        adjustment_date as credit_date,
        _loaded_at
    from adjustments
    where procedure_id is not null

)

select * from unioned
