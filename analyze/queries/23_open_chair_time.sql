-- Question 23: Open chair time in the next two weeks?
-- Answer: day, clinic, open, booked and free minutes.
-- Caution: Free minutes are not one gap: several short ones may hold nobody.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    chairs.report_date,
    chairs.clinic_id,
    sum(chairs.open_minutes) as open_minutes,
    sum(chairs.booked_minutes) as booked_minutes,
    sum(chairs.free_minutes) as free_minutes
from marts.rpt_chair_utilisation as chairs
cross join today
where
    chairs.report_date > today.today_date
    and chairs.report_date <= today.today_date + 14
    and chairs.is_open
group by chairs.report_date, chairs.clinic_id
order by chairs.report_date, chairs.clinic_id
