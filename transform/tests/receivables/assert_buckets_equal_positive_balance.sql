-- The four buckets hold what credits have not paid: the balance where it is positive, else nothing.
with

aged as (

    select * from {{ ref('rpt_ar_aging_by_pay_plan_version') }}

)

select *
from aged
where
    balance_0_30_amount + balance_31_60_amount + balance_61_90_amount + balance_over_90_amount
    <> greatest(balance_total_amount - future_amount, 0)
