-- The lines that are frozen of a closed month add up to its balance: nothing moves one without the
-- other. The last two closed months stand for all.
with

balances as (

    select * from {{ ref('int_balances_closed') }}

),

ledger_entries as (

    select * from {{ ref('int_ledger_entries_closed') }}

),

months as (

    select distinct as_of_date
    from balances
    order by as_of_date desc
    limit 2

),

summed as (

    select
        months.as_of_date,
        ledger_entries.guarantor_id,
        sum(ledger_entries.entry_amount) as balance_total_amount
    from months
    inner join ledger_entries
        on months.as_of_date >= ledger_entries.counted_date
    group by months.as_of_date, ledger_entries.guarantor_id

),

kept as (

    select balances.*
    from balances
    inner join months
        on balances.as_of_date = months.as_of_date

)

select
    coalesce(kept.as_of_date, summed.as_of_date) as as_of_date,
    coalesce(kept.guarantor_id, summed.guarantor_id) as guarantor_id,
    kept.balance_total_amount,
    summed.balance_total_amount as lines_amount
from kept
full outer join summed
    on
        kept.as_of_date = summed.as_of_date
        and kept.guarantor_id = summed.guarantor_id
where coalesce(kept.balance_total_amount, 0) <> coalesce(summed.balance_total_amount, 0)
