-- A liability is everything that ever moved it: days add up to the families' balances.
with

activity as (

    select coalesce(sum(unearned_amount), 0) as unearned_amount
    from {{ ref('rpt_unearned_activity') }}

),

balances as (

    select coalesce(sum(unearned_amount), 0) as unearned_amount
    from {{ ref('rpt_unearned_balances') }}
    where is_today

),

undated as (

    select coalesce(sum(split_amount), 0) as unearned_amount
    from {{ ref('fct_payment_splits') }}
    where
        is_unearned
        and not is_hidden_unearned
        and payment_date is null

)

select
    activity.unearned_amount as activity_amount,
    balances.unearned_amount as balance_amount
from activity
cross join balances
cross join undated
where activity.unearned_amount + undated.unearned_amount <> balances.unearned_amount
