-- Presented and accepted treatment by month of planning; a month is final when its days are over.
select
    month_start_date,
    sum(presented_count)::bigint as presented_count,
    sum(accepted_count)::bigint as accepted_count,
    sum(completed_count)::bigint as completed_count,
    sum(presented_amount) as presented_amount,
    sum(accepted_amount) as accepted_amount,
    sum(completed_amount) as completed_amount,
    sum(accepted_amount) / nullif(sum(presented_amount), 0) as accepted_amount_rate,
    sum(accepted_count) / nullif(sum(presented_count), 0) as accepted_count_rate,
    bool_and(is_final) as is_final
from marts.rpt_case_acceptance
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
    and horizon_days = %(horizon_days)s
group by month_start_date
