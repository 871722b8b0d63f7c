-- The calendar starts with the first work and ends two years ahead; money outside of it is a typing
-- error in the source, worth a look and no reason to stop.
{{ config(severity='warn') }}

with

report as (

    select * from {{ ref('rpt_production_income') }}

),

dates as (

    select * from {{ ref('dim_dates') }}

)

select distinct report.report_date
from report
left join dates
    on report.report_date = dates.calendar_date
where dates.calendar_date is null
