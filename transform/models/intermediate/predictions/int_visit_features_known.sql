-- What the office knew of a visit at three moments before it: 16:00 seven, two and one days ahead.
-- Which visits stood, when they were booked and whether they were confirmed is read from the
-- history of the book as it was at the moment; of other visits counts what had come to an end by
-- then. The last columns say what became of it and are never a feature.
with

moments as (

    select * from {{ ref('int_visits_counted') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

ended as (

    select * from {{ ref('int_slots_ended') }}

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
        moments.family_due_count - moments.due_count as relatives_due_count,
        moments.family_broken_count - moments.broken_count as relatives_broken_count,
        (moments.quarter_missed_count + 5) / (moments.quarter_due_count + 100.0)
            as quarter_missed_rate,
        coalesce(ended.last_due_count, 0) as last_due_count,
        coalesce(ended.last_broken_count, 0) as last_broken_count,
        coalesce(ended.is_broken, false) as was_last_broken,
        slots.slot_outcome
    from moments
    left join ended
        on
            moments.patient_id = ended.patient_id
            and moments.due_count = ended.due_number
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
