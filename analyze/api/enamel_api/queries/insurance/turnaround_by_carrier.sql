-- Claims by carrier over the months of a period, made of the report's own counts.
select
    carrier_id,
    carrier_name,
    sum(sent_claim_count)::bigint as sent_claim_count,
    sum(received_count)::bigint as received_count,
    sum(open_claim_count)::bigint as open_claim_count,
    sum(zero_paid_count)::bigint as zero_paid_count,
    sum(total_turnaround_days) / nullif(sum(received_count), 0) as average_turnaround_days,
    sum(received_in_30_days_count) / nullif(sum(observed_30_days_count), 0)
        as received_in_30_days_rate,
    sum(zero_paid_count) / nullif(sum(expected_to_pay_count), 0) as zero_paid_rate,
    sum(paid_first_pass_count) / nullif(sum(received_count), 0) as first_pass_rate
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
group by
    carrier_id,
    carrier_name
