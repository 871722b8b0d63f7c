-- Every family stands in all four versions on each of its days, and rpt_ar_aging is the practice's
-- own version of it, figure by figure.
with

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

versions as (

    select * from {{ ref('rpt_ar_aging_by_pay_plan_version') }}

),

counted as (

    select
        as_of_date,
        guarantor_id,
        count(*) as version_count,
        max(balance_0_30_amount) filter (where is_own_version) as balance_0_30_amount,
        max(balance_31_60_amount) filter (where is_own_version) as balance_31_60_amount,
        max(balance_61_90_amount) filter (where is_own_version) as balance_61_90_amount,
        max(balance_over_90_amount) filter (where is_own_version) as balance_over_90_amount,
        max(balance_total_amount) filter (where is_own_version) as balance_total_amount,
        max(patient_portion_amount) filter (where is_own_version) as patient_portion_amount
    from versions
    group by
        as_of_date,
        guarantor_id

)

select
    coalesce(aging.as_of_date, counted.as_of_date) as as_of_date,
    coalesce(aging.guarantor_id, counted.guarantor_id) as guarantor_id,
    counted.version_count
from aging
full outer join counted
    on
        aging.as_of_date = counted.as_of_date
        and aging.guarantor_id = counted.guarantor_id
where
    counted.version_count is distinct from 4
    or aging.balance_0_30_amount is distinct from counted.balance_0_30_amount
    or aging.balance_31_60_amount is distinct from counted.balance_31_60_amount
    or aging.balance_61_90_amount is distinct from counted.balance_61_90_amount
    or aging.balance_over_90_amount is distinct from counted.balance_over_90_amount
    or aging.balance_total_amount is distinct from counted.balance_total_amount
    or aging.patient_portion_amount is distinct from counted.patient_portion_amount
