-- Question 22: Production per hour and per visit, by provider and day of week?
-- Answer: provider, weekday, production, scheduled hours, production an hour, visits, production a visit; twelve months.
-- Caution: Without hours there is no production an hour.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

, days as (
    select
        goals.provider_id,
        goals.report_date,
        sum(goals.production_amount) as production_amount,
        sum(goals.scheduled_hours) as scheduled_hours
    from marts.rpt_production_goals as goals
    cross join today
    where
        goals.report_date > today.today_date - interval '12 months'
        and goals.report_date <= today.today_date
    group by goals.provider_id, goals.report_date
), visits as (
    select provider_id, visit_date, count(*) as visit_count
    from marts.fct_visits
    group by provider_id, visit_date
)
select
    days.provider_id,
    calendar.weekday_name,
    sum(days.production_amount) as production_amount,
    sum(days.scheduled_hours) as scheduled_hours,
    round(sum(days.production_amount) / nullif(sum(days.scheduled_hours), 0), 2)
        as production_per_hour_amount,
    sum(visits.visit_count) as visit_count,
    round(sum(days.production_amount) / nullif(sum(visits.visit_count), 0), 2)
        as production_per_visit_amount
from days
inner join marts.dim_dates as calendar on days.report_date = calendar.calendar_date
left join visits
    on days.provider_id = visits.provider_id and days.report_date = visits.visit_date
group by days.provider_id, calendar.weekday_number, calendar.weekday_name
order by days.provider_id, calendar.weekday_number
