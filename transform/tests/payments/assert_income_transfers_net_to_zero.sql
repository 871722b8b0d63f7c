-- A payment without a type moves income between providers, clinics or procedures. One that does not
-- net to zero was entered wrongly in the source: shown here, and counted as Open Dental counts it.
{{ config(severity='warn') }}

select
    payment_id,
    sum(split_amount) as split_amount
from {{ ref('fct_payment_splits') }}
where is_income_transfer
group by payment_id
having sum(split_amount) <> 0
