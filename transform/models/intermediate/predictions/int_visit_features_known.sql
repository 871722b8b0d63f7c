-- What the office knew of a visit at three moments before it: 16:00 seven, two and one days ahead.
-- Which visits stood, when they were booked and whether they were confirmed is read from the
-- history of the book as it was at the moment; of other visits counts what had come to an end by
-- then. The last columns say what became of it and are never a feature.
with

moments as (

    select * from {{ ref('int_visits_standing') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

confirmations as (

    select * from {{ ref('int_appointment_confirmations_dated') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

confirmation_statuses as (

    select * from {{ ref('practice_confirmation_statuses') }}

),

plans as (

    select * from {{ ref('stg_opendental__insplan') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

births as (

    select * from {{ ref('named_patients') }}

),

confirming as (

    select definitions.definition_id
    from definitions
    inner join confirmation_statuses
        on definitions.definition_name = confirmation_statuses.confirmation_status
    where definitions.definition_category = 'appt_confirmed'

),

-- Slots that came to an end, and when the office knew: kept when the visit was over, lost when
-- that was written down.
ended as (

    select
        slots.appointment_slot,
        slots.patient_id,
        coalesce(patients.guarantor_id, slots.patient_id) as guarantor_id,
        coalesce(slots.hygienist_id, slots.provider_id, 0) as worker_id,
        slots.is_due,
        slots.slot_outcome = 'missed' as is_missed,
        slots.slot_outcome in ('missed', 'late_cancelled', 'broken') as is_broken,
        slots.slot_outcome in ('cancelled', 'moved') as is_changed,
        coalesce(confirmations.is_confirmed, false) as is_confirmed,
        case
            when slots.slot_outcome = 'completed'
                then slots.scheduled_at + make_interval(mins => coalesce(slots.booked_minutes, 0))
            when slots.appointment_id is null then slots.scheduled_at + interval '1 day'
            else coalesce(slots.ended_at, slots.scheduled_at + interval '1 day')
        end as known_at
    from slots
    left join patients
        on slots.patient_id = patients.patient_id
    left join confirmations
        on slots.appointment_slot = confirmations.appointment_slot
    where
        slots.slot_outcome in (
            'completed', 'missed', 'late_cancelled', 'broken', 'cancelled', 'moved'
        )

),

-- The last five slots that stood on their day, as of each of them.
due_slots as (

    select
        patient_id,
        row_number() over stood as due_number,
        is_broken as was_last_broken,
        count(*) filter (where is_broken) over last_five as last_broken_count,
        count(*) over last_five as last_due_count
    from ended
    where is_due
    window
        stood as (partition by patient_id order by known_at, appointment_slot),
        last_five as (
            partition by patient_id
            order by known_at, appointment_slot
            rows between 4 preceding and current row
        )

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

described as (

    select
        moments.*,
        extract(isodow from moments.scheduled_at) as weekday_number,
        extract(month from moments.scheduled_at) as month_number,
        extract(hour from moments.scheduled_at) as hour_number,
        extract(
            year from age(moments.scheduled_at, births.birth_date)
        )::integer as age_years,
        plans.plan_type,
        moments.scheduled_at::date - moments.booked_at::date as lead_days,
        confirming.definition_id is not null as is_confirmed,
        counted.due_count,
        counted.missed_count,
        counted.broken_count,
        counted.changed_count,
        counted.confirmed_count,
        counted.family_due_count - counted.due_count as relatives_due_count,
        counted.family_broken_count - counted.broken_count as relatives_broken_count,
        counted.worker_due_count,
        counted.worker_missed_count,
        counted.quarter_due_count,
        (counted.quarter_missed_count + 5) / (counted.quarter_due_count + 100.0)
            as quarter_missed_rate,
        counted.quarter_broken_count,
        coalesce(due_slots.last_due_count, 0) as last_due_count,
        coalesce(due_slots.last_broken_count, 0) as last_broken_count,
        coalesce(due_slots.was_last_broken, false) as was_last_broken,
        slots.slot_outcome
    from moments
    inner join counted
        on
            moments.appointment_id = counted.appointment_id
            and moments.days_ahead = counted.days_ahead
            and moments.scheduled_at = counted.scheduled_at
    left join due_slots
        on
            moments.patient_id = due_slots.patient_id
            and counted.due_count = due_slots.due_number
    left join confirming
        on moments.confirmation_status_id = confirming.definition_id
    left join plans
        on moments.primary_insurance_plan_id = plans.insurance_plan_id
    left join births
        on moments.patient_id = births.patient_id
    left join slots
        on
            moments.appointment_id = slots.appointment_id
            and moments.scheduled_at = slots.scheduled_at

),

final as (

    select
        -- keys
        appointment_id as entity_id,
        patient_id,
        guarantor_id,
        provider_id,
        hygienist_id,
        clinic_id,

        -- attributes
        days_ahead,
        case
            when age_years is null then 'unknown'
            when age_years < 18 then '0-17'
            when age_years < 35 then '18-34'
            when age_years < 65 then '35-64'
            else '65+'
        end as age_band,
        coalesce(plan_type, 'none') as payer,
        lead_days,
        moved_count,
        last_due_count,
        last_broken_count,
        ((last_broken_count + 0.3) / (last_due_count + 3))::double precision as rule_rate,

        -- features, all known at the moment
        ln(1 + lead_days / 7.0)::double precision as lead_weeks_log,
        (weekday_number = 1)::integer::double precision as is_monday,
        (weekday_number = 5)::integer::double precision as is_friday,
        (hour_number < 9)::integer::double precision as is_early,
        (hour_number >= 15)::integer::double precision as is_late,
        (is_new_patient or due_count = 0)::integer::double precision as is_new_patient,
        coalesce(age_years < 18, false)::integer::double precision as is_child,
        coalesce(age_years between 18 and 34, false)::integer::double precision as is_young,
        coalesce(age_years >= 65, false)::integer::double precision as is_senior,
        (plan_type is not null)::integer::double precision as is_insured,
        coalesce(plan_type = 'flat_copay', false)::integer::double precision as is_copay_plan,
        (month_number in (12, 1, 2))::integer::double precision as is_winter,
        (month_number in (7, 8))::integer::double precision as is_summer,
        is_hygiene::integer::double precision as is_hygiene,
        (coalesce(booked_minutes, 0) / 60.0)::double precision as booked_hours,
        least(moved_count, 3)::double precision as moved_count_capped,
        ((last_broken_count + 0.3) / (last_due_count + 3))::double precision as broken_share,
        was_last_broken::integer::double precision as was_last_broken_slot,
        ((missed_count + 0.2) / (due_count + 4))::double precision as missed_share,
        ((changed_count + 0.5) / (due_count + changed_count + 4))::double precision
            as changed_share,
        ((confirmed_count + 1.5) / (due_count + 3))::double precision as confirmed_share,
        ((relatives_broken_count + 0.4) / (relatives_due_count + 4))::double precision
            as family_broken_share,
        ln(1 + due_count)::double precision as visits_log,
        ln(
            (worker_missed_count + 100 * quarter_missed_rate)
            / ((worker_due_count + 100) * quarter_missed_rate)
        )::double precision as worker_missed_log_ratio,
        ln(quarter_missed_rate)::double precision as practice_missed_log,
        ln((quarter_broken_count + 10) / (quarter_due_count + 100.0))::double precision
            as practice_broken_log,
        is_confirmed::integer::double precision as is_confirmed,
        (days_ahead = 7)::integer::double precision as is_week_ahead,
        (days_ahead = 2)::integer::double precision as is_two_days_ahead,

        -- what became of it; never a feature
        slot_outcome,
        case
            when slot_outcome in ('scheduled', 'unresolved', 'broken') then null
            else (slot_outcome = 'missed')::integer
        end as missed_target,
        case
            when slot_outcome in ('scheduled', 'unresolved', 'broken') then null
            else (slot_outcome = 'late_cancelled')::integer
        end as late_cancelled_target,

        -- times
        scheduled_at::date as expected_date,
        scheduled_at,
        booked_at,
        scored_at,

        -- loader (UTC)
        _loaded_at
    from described

)

select * from final
