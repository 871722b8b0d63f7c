with

unscheduled as (

    select * from {{ ref('rpt_unscheduled_treatment') }}

)

select patient_id
from unscheduled
where
    unscheduled_amount
    <> unscheduled_0_90_days_amount
    + unscheduled_91_365_days_amount
    + unscheduled_366_548_days_amount
    + unscheduled_stale_amount
