-- Lines of families' accounts that moved the balances at the ends of closed months since.
select *
from marts.rpt_balance_restatement_causes
where
    (%(from_date)s::date is null or as_of_date >= %(from_date)s)
    and (
        %(to_date)s::date is null
        or as_of_date < date_trunc('month', %(to_date)s::date) + interval '1 month'
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
