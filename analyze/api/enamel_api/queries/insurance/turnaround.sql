select *
from marts.rpt_claim_turnaround
where
    month_start_date >= coalesce(
        date_trunc('month', %(from_date)s::date)::date,
        (
            coalesce(
                %(to_date)s::date,
                (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
            ) - interval '12 months'
        )::date
    )
    and month_start_date <= coalesce(
        %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    )
    and (%(carrier_id)s::bigint is null or carrier_id = %(carrier_id)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
