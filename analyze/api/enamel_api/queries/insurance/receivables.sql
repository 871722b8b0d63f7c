select *
from marts.rpt_insurance_ar
where
    (
        is_today
        or %(from_date)s::date is not null
        or %(to_date)s::date is not null
    )
    and (%(from_date)s::date is null or as_of_date >= %(from_date)s)
    and (%(to_date)s::date is null or as_of_date <= %(to_date)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(carrier_id)s::bigint is null or carrier_id = %(carrier_id)s)
