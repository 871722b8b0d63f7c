-- Open Dental lets an office save a payment that is not fully split: listed, because income only
-- counts what is split.
{{ config(severity='warn') }}

with

payments as (

    select * from {{ ref('stg_opendental__payment') }}

),

splits as (

    select
        payment_id,
        sum(split_amount) as split_amount
    from {{ ref('fct_payment_splits') }}
    group by payment_id

)

select
    payments.payment_id,
    round(payments.payment_amount, 2) as payment_amount,
    splits.split_amount
from payments
left join splits
    on payments.payment_id = splits.payment_id
where round(payments.payment_amount, 2) <> coalesce(splits.split_amount, 0)
