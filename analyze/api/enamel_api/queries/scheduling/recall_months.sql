-- Recalls by the month they fell due, and how many were met in time; all types or one.
select
    due_month_date,
    sum(due_recall_count)::bigint as due_recall_count,
    sum(met_by_due_date_count)::bigint as met_by_due_date_count,
    sum(met_in_30_days_count)::bigint as met_in_30_days_count,
    sum(met_in_90_days_count)::bigint as met_in_90_days_count,
    sum(met_in_180_days_count)::bigint as met_in_180_days_count,
    sum(met_in_30_days_count) / nullif(sum(due_recall_count), 0) as met_in_30_days_rate,
    sum(met_in_90_days_count) / nullif(sum(due_recall_count), 0) as met_in_90_days_rate,
    bool_and(is_final) as is_final
from marts.rpt_recall_effectiveness
where
    due_month_date >= coalesce(
        date_trunc('month', %(from_date)s::date)::date,
        (
            coalesce(
                %(to_date)s::date,
                (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
            ) - interval '12 months'
        )::date
    )
    and due_month_date <= coalesce(
        %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    )
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(recall_type_id)s::bigint is null or recall_type_id = %(recall_type_id)s)
group by due_month_date
