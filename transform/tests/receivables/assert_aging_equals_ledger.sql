-- Every family's balance today is the sum of its ledger under the practice's own version; no family
-- is missing on either side.
with

aging as (

    select * from {{ ref('rpt_ar_aging') }}

),

ledger_entries as (

    select * from {{ ref('fct_ledger_entries') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

ledger_balances as (

    select
        ledger_entries.guarantor_id,
        sum(ledger_entries.entry_amount) as balance_total_amount
    from ledger_entries
    cross join settings
    where
        ledger_entries.is_counted
        and (
            not ledger_entries.is_counted_when_due
            or ledger_entries.ledger_date <= settings.today_date
        )
    group by ledger_entries.guarantor_id

),

aging_today as (

    select
        guarantor_id,
        balance_total_amount
    from aging
    where is_today

)

select
    coalesce(aging_today.guarantor_id, ledger_balances.guarantor_id) as guarantor_id,
    aging_today.balance_total_amount as aging_amount,
    ledger_balances.balance_total_amount as ledger_amount
from aging_today
full outer join ledger_balances
    on aging_today.guarantor_id = ledger_balances.guarantor_id
where
    coalesce(aging_today.balance_total_amount, 0)
    <> coalesce(ledger_balances.balance_total_amount, 0)
