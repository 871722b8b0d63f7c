-- Claims that were answered and brought nothing, by the day they were first sent.
select *
from marts.fct_claims
where
    is_zero_paid
    and first_sent_date >= coalesce(
        %(from_date)s::date,
        (
            coalesce(
                %(to_date)s::date,
                (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
            ) - interval '12 months'
        )::date
    )
    and first_sent_date <= coalesce(
        %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
    and (%(carrier_id)s::bigint is null or carrier_id = %(carrier_id)s)
