-- All chairs together by day or month. Without days, the two weeks that begin today.
select
    date_trunc(%(grain)s, chairs.report_date)::date as period_start_date,
    count(*) filter (where chairs.is_open) as open_chair_count,
    sum(chairs.appointment_count)::bigint as appointment_count,
    sum(chairs.open_minutes) as open_minutes,
    sum(chairs.booked_minutes) as booked_minutes,
    sum(chairs.completed_minutes) as completed_minutes,
    sum(chairs.free_minutes) as free_minutes,
    sum(chairs.booked_minutes) filter (where chairs.is_open)
    / nullif(sum(chairs.open_minutes), 0) as utilisation_rate
from marts.rpt_chair_utilisation as chairs
cross join (
    select cal.calendar_date as today_date
    from marts.dim_dates as cal
    where cal.is_today
) as today
where
    chairs.report_date between coalesce(%(from_date)s::date, today.today_date)
    and coalesce(%(to_date)s::date, coalesce(%(from_date)s::date, today.today_date) + 13)
    and (%(clinic_id)s::bigint is null or chairs.clinic_id = %(clinic_id)s)
group by date_trunc(%(grain)s, chairs.report_date)
