-- A family that no payment plan touches has one balance, whatever the version.
with

aged as (

    select * from {{ ref('int_receivables_aged') }}

),

ledger_entries as (

    select * from {{ ref('fct_ledger_entries') }}

),

families_with_plans as (

    select distinct guarantor_id
    from ledger_entries
    where
        not (
            is_counted_in_version_1
            and is_counted_in_version_2
            and is_counted_in_version_3
            and is_counted_in_version_4
        )

),

distinct_figures as (

    select distinct
        aged.as_of_date,
        aged.guarantor_id,
        aged.balance_0_30_amount,
        aged.balance_31_60_amount,
        aged.balance_61_90_amount,
        aged.balance_over_90_amount,
        aged.balance_total_amount
    from aged
    left join families_with_plans
        on aged.guarantor_id = families_with_plans.guarantor_id
    where families_with_plans.guarantor_id is null

)

select
    as_of_date,
    guarantor_id,
    count(*) as figure_count
from distinct_figures
group by
    as_of_date,
    guarantor_id
having count(*) > 1
