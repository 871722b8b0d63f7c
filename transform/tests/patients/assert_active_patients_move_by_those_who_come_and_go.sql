-- The stock of every month is that of the month before, plus new and returned, less lost.
with

activity as (

    select * from {{ ref('rpt_patient_activity') }}

),

compared as (

    select
        month_start_date,
        clinic_id,
        active_18_months_count,
        net_growth_count,
        lag(active_18_months_count, 1, 0::bigint) over (
            partition by clinic_id
            order by month_start_date
        ) as previous_count
    from activity

)

select
    month_start_date,
    clinic_id
from compared
where active_18_months_count <> previous_count + net_growth_count
