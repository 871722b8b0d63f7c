-- Every line of money that names the completed procedure it is for, with its day: patients' earned
-- splits and insurance money received. The match is by procedure, never by the split's old date of
-- service, which Open Dental no longer keeps.
with

procedures as (

    select * from {{ ref('int_procedures_settled') }}

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

claim_lines as (

    select * from {{ ref('fct_claim_lines') }}

),

money as (

    select
        'patient' as payer,
        procedure_id,
        split_amount as payment_amount,
        payment_date,
        _loaded_at
    from splits
    where
        procedure_id is not null
        and not is_unearned

    union all

    select
        'insurance' as payer,
        procedure_id,
        insurance_payment_amount as payment_amount,
        insurance_payment_date as payment_date,
        _loaded_at
    from claim_lines
    where
        procedure_id is not null
        and is_received

),

final as (

    select
        money.payer,
        money.procedure_id,
        procedures.clinic_id,
        money.payment_amount,
        money.payment_date,
        procedures.service_date,
        money.payment_date - procedures.service_date as days_after_service,
        money._loaded_at
    from money
    inner join procedures
        on money.procedure_id = procedures.procedure_id
    where money.payment_amount <> 0

)

select * from final
