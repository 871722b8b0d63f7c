-- What a family paid after a statement: cash (no income transfer) after its day and within the
-- days the practice calls an answer, up to the next statement, so that a payment answers the
-- latest one only. Paying at the desk on the day itself is no answer.
with

statements as (

    select * from {{ ref('stg_opendental__statement') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

sent as (

    select
        statements.statement_id,
        patients.guarantor_id,
        statements.sent_date,
        lead(statements.sent_date) over (
            partition by patients.guarantor_id
            order by
                statements.sent_date,
                statements.statement_id
        ) as next_sent_date
    from statements
    inner join patients
        on statements.patient_id = patients.patient_id
    where
        statements.is_sent
        and not statements.is_receipt
        and not statements.is_invoice
        and statements.sent_date is not null

),

payments as (

    select
        patients.guarantor_id,
        splits.payment_date,
        sum(splits.split_amount) as payment_amount,
        max(splits._loaded_at) as _loaded_at
    from splits
    inner join patients
        on splits.patient_id = patients.patient_id
    where not splits.is_income_transfer
    group by
        patients.guarantor_id,
        splits.payment_date

),

final as (

    select
        sent.statement_id,
        sent.guarantor_id,
        coalesce(sum(payments.payment_amount), 0)::numeric(14, 2) as answered_amount,
        min(payments.payment_date) as first_answer_date,
        max(payments._loaded_at) as _loaded_at
    from sent
    cross join thresholds
    left join payments
        on
            sent.guarantor_id = payments.guarantor_id
            and sent.sent_date < payments.payment_date
            and sent.sent_date + thresholds.statement_response_days >= payments.payment_date
            and (sent.next_sent_date is null or sent.next_sent_date >= payments.payment_date)
    group by
        sent.statement_id,
        sent.guarantor_id

)

select * from final
