-- How exact what insurance was expected to pay was, by carrier and month.
select
    month_start_date,
    carrier_id,
    carrier_name,
    line_count,
    expected_payment_amount,
    insurance_payment_amount,
    estimate_error_amount,
    absolute_error_amount,
    within_1_dollar_count,
    within_1_dollar_rate
from marts.rpt_estimate_accuracy
where
    month_start_date >= coalesce(
        %(from_date)s::date,
        (
            select date_trunc('month', dates.calendar_date)::date - 365
            from marts.dim_dates as dates
            where dates.is_today
        )
    )
    and (%(to_date)s::date is null or month_start_date <= %(to_date)s::date)
    and (%(carrier_id)s::bigint is null or carrier_id = %(carrier_id)s)
