with

chairs as (

    select * from {{ ref('rpt_chair_utilisation') }}

)

select
    operatory_id,
    report_date,
    open_minutes
from chairs
where open_minutes not between 0 and 24 * 60
