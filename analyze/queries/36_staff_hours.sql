-- Question 36: Hours worked, overtime, production per staff hour?
-- Answer: month, clinic, hours worked, overtime, paid leave, gross production, production an hour worked; twelve whole months and this one.
-- Caution: Only who uses the time clock counts; whoever is paid by the day or a salary has no hours here.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

, hours as (
    select
        staff.clinic_id,
        date_trunc('month', staff.work_date)::date as month_start_date,
        sum(staff.worked_hours) as worked_hours,
        sum(staff.overtime_hours) as overtime_hours,
        sum(staff.paid_time_off_hours) as paid_time_off_hours
    from marts.rpt_staff_hours as staff
    cross join today
    where
        staff.work_date >= date_trunc('month', today.today_date) - interval '12 months'
        and staff.work_date <= today.today_date
    group by staff.clinic_id, date_trunc('month', staff.work_date)
), made as (
    select
        clinic_id,
        date_trunc('month', report_date)::date as month_start_date,
        sum(production_amount) as production_amount
    from marts.rpt_production_income
    group by clinic_id, date_trunc('month', report_date)
)
select
    hours.month_start_date,
    hours.clinic_id,
    round(hours.worked_hours, 2) as worked_hours,
    round(hours.overtime_hours, 2) as overtime_hours,
    round(hours.paid_time_off_hours, 2) as paid_time_off_hours,
    made.production_amount,
    round(made.production_amount / nullif(hours.worked_hours, 0), 2) as production_per_hour_amount
from hours
left join made
    on hours.clinic_id = made.clinic_id and hours.month_start_date = made.month_start_date
order by hours.month_start_date, hours.clinic_id
