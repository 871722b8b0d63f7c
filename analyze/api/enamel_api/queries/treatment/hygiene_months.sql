-- Hygiene visits by month; shares are made of the sums.
select
    month_start_date,
    sum(hygiene_visit_count)::bigint as hygiene_visit_count,
    sum(perio_visit_count)::bigint as perio_visit_count,
    sum(reappointed_count)::bigint as reappointed_count,
    sum(perio_charted_count)::bigint as perio_charted_count,
    sum(fluoride_count)::bigint as fluoride_count,
    sum(bitewing_count)::bigint as bitewing_count,
    sum(production_amount) as production_amount,
    sum(reappointed_count) / nullif(sum(hygiene_visit_count), 0) as reappointment_rate,
    sum(perio_visit_count) / nullif(sum(hygiene_visit_count), 0) as perio_rate,
    sum(perio_charted_count) / nullif(sum(hygiene_visit_count), 0) as perio_charted_rate
from marts.rpt_hygiene
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
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
group by month_start_date
