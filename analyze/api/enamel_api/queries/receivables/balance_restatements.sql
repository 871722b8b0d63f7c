-- Balances at the end of closed months: as first seen closed, and by today's lines. Without
-- `changed`, all.
select *
from marts.rpt_balance_restatements
where
    (%(from_date)s::date is null or as_of_date >= %(from_date)s)
    and (
        %(to_date)s::date is null
        or as_of_date < date_trunc('month', %(to_date)s::date) + interval '1 month'
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (not %(is_changed)s::boolean or is_restated)
