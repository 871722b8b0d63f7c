select *
from marts.rpt_outgoing_referrals
where
    (%(is_done)s::boolean is null or is_done = %(is_done)s)
    and referral_date >= coalesce(
        %(from_date)s::date,
        (
            coalesce(
                %(to_date)s::date,
                (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
            ) - interval '12 months'
        )::date
    )
    and referral_date <= coalesce(
        %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
