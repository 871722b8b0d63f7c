with

goals as (

    select * from {{ ref('rpt_production_goals') }}

)

select
    report_date,
    provider_id,
    clinic_id,
    scheduled_hours
from goals
where scheduled_hours not between 0 and 24
