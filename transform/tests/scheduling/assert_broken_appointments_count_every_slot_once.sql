with

slots as (

    select * from {{ ref('fct_appointment_slots') }}

),

report as (

    select * from {{ ref('rpt_broken_appointments') }}

),

ours as (

    select
        count(*) filter (where is_lost) as lost_count,
        count(*) filter (where is_due) as due_count
    from slots

),

reported as (

    select
        sum(missed_count + late_cancelled_count + cancelled_count + broken_count) as lost_count,
        sum(due_slot_count) as due_count
    from report

)

select
    ours.lost_count,
    reported.lost_count as reported_lost_count,
    ours.due_count,
    reported.due_count as reported_due_count
from ours
cross join reported
where
    ours.lost_count <> coalesce(reported.lost_count, 0)
    or ours.due_count <> coalesce(reported.due_count, 0)
