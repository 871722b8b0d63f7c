-- Whose work the open balances are of: every counted line of the ledger up to today, by its own provider.
-- Over all providers it is what families owe today, credits taken off. A payment without a provider
-- lowers the row 0.
select
    provider_id,
    family_with_lines_count as guarantor_count,
    balance_total_amount,
    charged_amount,
    credited_amount
from marts.rpt_ar_provider_totals
where
    case
        when %(clinic_id)s::bigint is null then is_all_clinics
        else not is_all_clinics and clinic_id = %(clinic_id)s
    end
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
