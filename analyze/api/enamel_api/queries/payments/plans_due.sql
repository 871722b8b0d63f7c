select *
from marts.rpt_payment_plans_due
where
    (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
