-- All answers of a family together are at most what it paid: two statements never claim one
-- payment.
with

answers as (

    select
        guarantor_id,
        sum(answered_amount) as answered_amount
    from {{ ref('fct_statements') }}
    where is_sent
    group by guarantor_id

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

patients as (

    select * from {{ ref('dim_patients') }}

),

paid as (

    select
        patients.guarantor_id,
        sum(greatest(splits.split_amount, 0)) as paid_amount
    from splits
    inner join patients
        on splits.patient_id = patients.patient_id
    where not splits.is_income_transfer
    group by patients.guarantor_id

)

select
    answers.guarantor_id,
    answers.answered_amount,
    paid.paid_amount
from answers
left join paid
    on answers.guarantor_id = paid.guarantor_id
where answers.answered_amount > coalesce(paid.paid_amount, 0)
