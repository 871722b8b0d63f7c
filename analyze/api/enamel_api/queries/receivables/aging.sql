-- What families owe by age of the charge, per as-of date and clinic of the guarantor.
-- Without `from` and `to`, as of today alone.
select *
from marts.rpt_ar_aging_totals
where
    (
        is_today
        or %(from_date)s::date is not null
        or %(to_date)s::date is not null
    )
    and (%(from_date)s::date is null or as_of_date >= %(from_date)s)
    and (%(to_date)s::date is null or as_of_date <= %(to_date)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
