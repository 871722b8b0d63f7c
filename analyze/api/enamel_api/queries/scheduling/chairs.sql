-- Chairs by day, open and booked. Without days, the two weeks that begin today.
select
    chairs.operatory_id,
    chairs.report_date,
    chairs.clinic_id,
    operatories.operatory_abbreviation,
    operatories.is_hygiene,
    chairs.appointment_count,
    chairs.open_minutes,
    chairs.booked_minutes,
    chairs.completed_minutes,
    chairs.free_minutes,
    chairs.utilisation_rate,
    chairs.is_open
from marts.rpt_chair_utilisation as chairs
left join marts.dim_operatories as operatories
    on chairs.operatory_id = operatories.operatory_id
cross join (
    select cal.calendar_date as today_date
    from marts.dim_dates as cal
    where cal.is_today
) as today
where
    chairs.report_date between coalesce(%(from_date)s::date, today.today_date)
    and coalesce(%(to_date)s::date, coalesce(%(from_date)s::date, today.today_date) + 13)
    and (%(clinic_id)s::bigint is null or chairs.clinic_id = %(clinic_id)s)
