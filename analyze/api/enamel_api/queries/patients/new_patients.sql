select *
from marts.rpt_new_patients
where
    (%(referral_id)s::bigint is null or referral_id = %(referral_id)s)
    and first_visit_date >= coalesce(
        %(from_date)s::date,
        (
            coalesce(
                %(to_date)s::date,
                (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
            ) - interval '12 months'
        )::date
    )
    and first_visit_date <= coalesce(
        %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
