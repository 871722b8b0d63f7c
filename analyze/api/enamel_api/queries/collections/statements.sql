-- Statements that asked for money and were answered with a payment, by month and way of sending.
select
    month_start_date,
    statement_mode,
    sum(statement_count)::bigint as statement_count,
    sum(final_statement_count)::bigint as final_statement_count,
    sum(answered_statement_count)::bigint as answered_statement_count,
    sum(asked_amount) as asked_amount,
    sum(answered_amount) as answered_amount,
    sum(answered_statement_count) / nullif(sum(final_statement_count), 0) as answer_rate
from marts.rpt_statement_effectiveness
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
group by
    month_start_date,
    statement_mode
