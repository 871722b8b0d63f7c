-- How far the treatment planned in a period has come, step by step.
select
    step_number,
    step,
    sum(planned_count)::bigint as planned_count,
    sum(reached_count)::bigint as reached_count,
    sum(planned_amount) as planned_amount,
    sum(reached_amount) as reached_amount,
    sum(reached_count) / nullif(sum(planned_count), 0) as reached_rate
from marts.rpt_treatment_funnel
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
group by
    step_number,
    step
