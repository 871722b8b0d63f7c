-- Whose work the open balances are of: every counted line of the ledger up to today, by its own provider.
-- Over all providers it is what families owe today, credits taken off. A payment without a provider
-- lowers the row 0.
select
    provider_id,
    count(distinct guarantor_id) as guarantor_count,
    sum(entry_amount) as balance_total_amount,
    sum(entry_amount) filter (where entry_amount > 0) as charged_amount,
    sum(entry_amount) filter (where entry_amount < 0) as credited_amount
from marts.fct_ledger_entries
where
    is_counted
    and ledger_date <= (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
group by provider_id
