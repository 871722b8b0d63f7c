-- The practice's today, and the days its working weeks have around it.
with

today as (

    select calendar_date as today_date
    from marts.dim_dates
    where is_today

)

select
    today.today_date,
    (
        select max(cal.calendar_date)
        from marts.dim_dates as cal
        where cal.is_working_day and cal.calendar_date < today.today_date
    ) as previous_working_date,
    (
        select min(cal.calendar_date)
        from marts.dim_dates as cal
        where cal.is_working_day and cal.calendar_date > today.today_date
    ) as next_working_date
from today
