-- Money received by day or month and payer, or by kind of payment; transfers between providers are none.
with

-- By day first: a day is turned into its month once and not once per row.
days as (

    select
        report_date,
        payer,
        case when %(cut)s = 'kind' then payment_type else '' end as payment_type,
        sum(payment_amount) as payment_amount,
        sum(line_count) as line_count
    from marts.rpt_payments_received
    where
        report_date >= coalesce(
            %(from_date)s::date,
            (
                coalesce(
                    %(to_date)s::date,
                    (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
                ) - interval '12 months'
            )::date
        )
        and report_date <= coalesce(
            %(to_date)s::date, (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
        )
        and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    group by
        report_date,
        payer,
        case when %(cut)s = 'kind' then payment_type else '' end

)

select
    date_trunc(%(grain)s, report_date)::date as period_start_date,
    payer,
    payment_type,
    sum(payment_amount) as payment_amount,
    sum(line_count)::bigint as line_count
from days
group by
    date_trunc(%(grain)s, report_date)::date,
    payer,
    payment_type
