-- The book of today and of the next day that has appointments.
select
    scheduled_date,
    count(*) as appointment_count,
    count(*) filter (where is_new_patient) as new_patient_count,
    count(*) filter (where not is_confirmed) as unconfirmed_count,
    count(*) filter (where has_coverage and not is_insurance_verified) as unverified_count,
    sum(scheduled_production_amount) as scheduled_production_amount
from marts.rpt_huddle
where
    scheduled_date in (
        select dat.calendar_date
        from marts.dim_dates as dat
        where dat.is_today
    )
    or scheduled_date = (
        select min(hud.scheduled_date)
        from marts.rpt_huddle as hud
        where hud.scheduled_date > (select dat.calendar_date from marts.dim_dates as dat where dat.is_today)
    )
group by scheduled_date
order by scheduled_date
