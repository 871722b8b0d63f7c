select *
from marts.rpt_unearned_balances
where
    is_today
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
