-- Saved plans by who presented them, over the months of a period.
select
    presenter_user_id,
    sum(presented_count)::bigint as presented_count,
    sum(scheduled_count)::bigint as scheduled_count,
    sum(completed_count)::bigint as completed_count,
    sum(presented_net_amount) as presented_net_amount,
    sum(scheduled_net_amount) as scheduled_net_amount,
    sum(completed_net_amount) as completed_net_amount,
    (sum(scheduled_count) + sum(completed_count)) / nullif(sum(presented_count), 0)
        as accepted_count_rate
from marts.rpt_treatment_presentations
where
    presentation = %(presentation)s
    and month_start_date >= coalesce(
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
group by presenter_user_id
