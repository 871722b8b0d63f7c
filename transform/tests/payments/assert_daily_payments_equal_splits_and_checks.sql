-- Every split that is not hidden and every received line on a check is in the report, once.
with

report as (

    select
        payer,
        sum(payment_amount) as payment_amount,
        sum(line_count) as line_count
    from {{ ref('rpt_daily_payments') }}
    group by payer

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

),

payments as (

    select * from {{ ref('stg_opendental__payment') }}

),

facts as (

    select
        'patient' as payer,
        sum(splits.split_amount) as payment_amount,
        count(*) as line_count
    from splits
    inner join payments
        on splits.payment_id = payments.payment_id
    where
        not splits.is_hidden_unearned
        and payments.payment_date is not null

    union all

    select
        'insurance' as payer,
        sum(insurance_payment_amount) as payment_amount,
        count(*) as line_count
    from {{ ref('fct_claim_lines') }}
    where
        is_received
        and is_paid_by_check
        and check_date is not null

)

select facts.payer
from facts
left join report
    on facts.payer = report.payer
where
    coalesce(facts.payment_amount, 0) <> coalesce(report.payment_amount, 0)
    or facts.line_count <> coalesce(report.line_count, 0)
