-- What preferred-provider plans were billed, wrote off and paid, by carrier over the period.
select
    carrier_id,
    carrier_name,
    sum(line_count)::bigint as line_count,
    sum(fee_billed_amount) as fee_billed_amount,
    sum(write_off_amount) as write_off_amount,
    sum(insurance_payment_amount) as insurance_payment_amount,
    sum(write_off_amount) / nullif(sum(fee_billed_amount), 0) as write_off_rate
from marts.rpt_ppo_write_offs
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
    and (%(carrier_id)s::bigint is null or carrier_id = %(carrier_id)s)
group by
    carrier_id,
    carrier_name
