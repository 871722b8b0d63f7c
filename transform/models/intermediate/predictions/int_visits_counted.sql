-- Of each visit that stood at its moment: what had come to an end by then, of the patient, the
-- family, who treats and the whole practice.
-- A table of its own: what windows leave is joined again by its visit, and Postgres takes what is
-- left of that for a few rows.
with

moments as (

    select * from {{ ref('int_visits_standing') }}

),

ended as (

    select * from {{ ref('int_slots_ended') }}

),

stacked as (

    select
        null::bigint as appointment_id,
        null::integer as days_ahead,
        null::timestamp as scheduled_at,
        patient_id,
        guarantor_id,
        worker_id,
        known_at as event_at,
        is_due::integer as due_count,
        is_missed::integer as missed_count,
        is_broken::integer as broken_count,
        is_changed::integer as changed_count,
        (is_confirmed and is_due)::integer as confirmed_count
    from ended
    union all
    select
        appointment_id,
        days_ahead,
        scheduled_at,
        patient_id,
        guarantor_id,
        worker_id,
        scored_at as event_at,
        0 as due_count,
        0 as missed_count,
        0 as broken_count,
        0 as changed_count,
        0 as confirmed_count
    from moments

),

counted as (

    select
        appointment_id,
        days_ahead,
        scheduled_at,
        patient_id,
        sum(due_count) over of_patient as due_count,
        sum(missed_count) over of_patient as missed_count,
        sum(broken_count) over of_patient as broken_count,
        sum(changed_count) over of_patient as changed_count,
        sum(confirmed_count) over of_patient as confirmed_count,
        sum(due_count) over of_family as family_due_count,
        sum(broken_count) over of_family as family_broken_count,
        sum(due_count) over of_worker as worker_due_count,
        sum(missed_count) over of_worker as worker_missed_count,
        sum(due_count) over of_quarter as quarter_due_count,
        sum(missed_count) over of_quarter as quarter_missed_count,
        sum(broken_count) over of_quarter as quarter_broken_count
    from stacked
    window
        of_patient as (partition by patient_id order by event_at),
        of_family as (partition by guarantor_id order by event_at),
        of_worker as (partition by worker_id order by event_at),
        of_quarter as (
            order by event_at range between interval '91 days' preceding and current row
        )

),

final as (

    select
        moments.*,
        counted.due_count,
        counted.missed_count,
        counted.broken_count,
        counted.changed_count,
        counted.confirmed_count,
        counted.family_due_count,
        counted.family_broken_count,
        counted.worker_due_count,
        counted.worker_missed_count,
        counted.quarter_due_count,
        counted.quarter_missed_count,
        counted.quarter_broken_count
    from moments
    inner join counted
        on
            moments.appointment_id = counted.appointment_id
            and moments.days_ahead = counted.days_ahead
            and moments.scheduled_at = counted.scheduled_at

)

select * from final
