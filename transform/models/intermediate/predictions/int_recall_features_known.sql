-- What the office knew of a patient in the morning of a hygiene visit, and whether the patient came
-- back: booked another one within nine months (a recall of six months, and three of grace), or was
-- not seen at all for a year after it.
with

visits as (

    select * from {{ ref('int_visits_identified') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

coverages as (

    select * from {{ ref('int_coverages_chained') }}

),

coverage_entries as (

    select * from {{ ref('stg_opendental__patplan') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

births as (

    select * from {{ ref('named_patients') }}

),

history as (

    select * from {{ ref('stg_opendental__histappointment') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

-- What is older than the first visit that the history of the book tells of was converted from
-- another program, with whatever that kept of it. Its first entries are about visits months ahead.
began as (

    select greatest(min(recorded_at), min(scheduled_at))::date as began_date
    from history

),

spaced as (

    select
        visits.*,
        coalesce(patients.guarantor_id, visits.patient_id) as guarantor_id,
        min(visits.visit_date) over (partition by visits.patient_id) as first_visit_date,
        bool_or(visits.is_perio_therapy) over (
            partition by visits.patient_id
            order by visits.visit_date
            rows between unbounded preceding and 1 preceding
        ) as had_perio_therapy,
        lag(visits.visit_date) over (
            partition by visits.patient_id order by visits.visit_date
        ) as previous_visit_date,
        lead(visits.visit_date) over (
            partition by visits.patient_id order by visits.visit_date
        ) as next_visit_date
    from visits
    left join patients
        on visits.patient_id = patients.patient_id

),

hygiene as (

    select spaced.*
    from spaced
    cross join began
    where
        spaced.is_hygiene_visit
        and spaced.visit_date >= began.began_date

),

-- The first hygiene slot booked on the day or later, for a later day.
returned as (

    select
        hygiene.patient_id,
        hygiene.visit_date,
        min(slots.booked_at)::date as rebooked_date
    from hygiene
    inner join slots
        on
            hygiene.patient_id = slots.patient_id
            and slots.scheduled_at::date > hygiene.visit_date
    where
        slots.appointment_id is not null
        and slots.is_hygiene
        and (slots.ended_at is null or slots.ended_at::date >= hygiene.visit_date)
    group by hygiene.patient_id, hygiene.visit_date

),

followed as (

    select
        hygiene.*,
        coalesce(hygiene.hygiene_provider_id, hygiene.provider_id) as worker_id,
        coalesce(returned.rebooked_date <= hygiene.visit_date + 274, false) as is_back,
        coalesce(hygiene.next_visit_date <= hygiene.visit_date + 365, false) as is_seen,
        returned.rebooked_date <= hygiene.visit_date as is_reappointed
    from hygiene
    left join returned
        on
            hygiene.patient_id = returned.patient_id
            and hygiene.visit_date = returned.visit_date

),

-- Whether somebody left with the next visit booked is known that day, whether they came back at
-- all nine months later, a lost visit when it was lost.
stacked as (

    select
        null::date as visit_date,
        patient_id,
        guarantor_id,
        worker_id,
        visit_date + 1 as event_date,
        1 as left_count,
        coalesce(is_reappointed, false)::integer as reappointed_count,
        0 as ended_count,
        0 as back_count,
        0 as due_count,
        0 as broken_count
    from followed
    union all
    select
        null::date as visit_date,
        patient_id,
        guarantor_id,
        worker_id,
        visit_date + 275 as event_date,
        0 as left_count,
        0 as reappointed_count,
        1 as ended_count,
        is_back::integer as back_count,
        0 as due_count,
        0 as broken_count
    from followed
    union all
    select
        null::date as visit_date,
        slots.patient_id,
        coalesce(patients.guarantor_id, slots.patient_id) as guarantor_id,
        null::bigint as worker_id,
        case
            when slots.slot_outcome = 'completed' then slots.scheduled_at
            else coalesce(slots.ended_at, slots.scheduled_at)
        end::date + 1 as event_date,
        0 as left_count,
        0 as reappointed_count,
        0 as ended_count,
        0 as back_count,
        1 as due_count,
        (slots.slot_outcome <> 'completed')::integer as broken_count
    from slots
    left join patients
        on slots.patient_id = patients.patient_id
    where slots.is_due
    union all
    select
        visit_date,
        patient_id,
        guarantor_id,
        worker_id,
        visit_date as event_date,
        0 as left_count,
        0 as reappointed_count,
        0 as ended_count,
        0 as back_count,
        0 as due_count,
        0 as broken_count
    from followed

),

counted as (

    select
        visit_date,
        patient_id,
        sum(left_count) over of_patient as left_count,
        sum(reappointed_count) over of_patient as reappointed_count,
        sum(due_count) over of_patient as due_count,
        sum(broken_count) over of_patient as broken_count,
        sum(left_count) over of_family as family_left_count,
        sum(reappointed_count) over of_family as family_reappointed_count,
        sum(left_count) over of_worker as worker_left_count,
        sum(reappointed_count) over of_worker as worker_reappointed_count,
        sum(left_count) over of_all as all_left_count,
        sum(reappointed_count) over of_all as all_reappointed_count,
        sum(ended_count) over of_all as all_ended_count,
        sum(back_count) over of_all as all_back_count,
        sum(ended_count) over of_patient as ended_count,
        sum(back_count) over of_patient as back_count
    from stacked
    window
        of_patient as (partition by patient_id order by event_date),
        of_family as (partition by guarantor_id order by event_date),
        of_worker as (partition by worker_id order by event_date),
        of_all as (order by event_date)

),

-- The plan in force that day, as far as it had been entered.
covered as (

    select distinct on (followed.patient_id, followed.visit_date)
        followed.patient_id,
        followed.visit_date,
        coverages.plan_type
    from followed
    inner join coverages
        on followed.patient_id = coverages.patient_id
    left join coverage_entries
        on coverages.patient_coverage_id = coverage_entries.patient_coverage_id
    where
        coalesce(coverages.effective_date <= followed.visit_date, true)
        and coalesce(coverages.termination_date >= followed.visit_date, true)
        and coalesce(coverage_entries.source_created_at < followed.visit_date, true)
    order by followed.patient_id asc, followed.visit_date asc, coverages.coverage_ordinal asc

),

described as (

    select
        followed.*,
        extract(year from age(followed.visit_date, births.birth_date))::integer as age_years,
        extract(month from followed.visit_date) as month_number,
        covered.plan_type,
        counted.left_count,
        counted.reappointed_count,
        counted.due_count,
        counted.broken_count,
        counted.ended_count,
        counted.back_count,
        counted.family_left_count - counted.left_count as relatives_left_count,
        counted.family_reappointed_count - counted.reappointed_count
            as relatives_reappointed_count,
        counted.worker_left_count,
        counted.worker_reappointed_count,
        (counted.all_reappointed_count + 7) / (counted.all_left_count + 10.0) as usual_rate,
        (counted.all_back_count + 9) / (counted.all_ended_count + 10.0) as usual_back_rate,
        settings.today_date
    from followed
    cross join settings
    cross join thresholds
    inner join counted
        on
            followed.patient_id = counted.patient_id
            and followed.visit_date = counted.visit_date
    left join covered
        on
            followed.patient_id = covered.patient_id
            and followed.visit_date = covered.visit_date
    left join births
        on followed.patient_id = births.patient_id
    where
        followed.visit_date >= settings.today_date - thresholds.prediction_window_days
        and followed.visit_date < settings.today_date

),

final as (

    select
        -- keys
        patient_id as entity_id,
        patient_id,
        guarantor_id,
        worker_id as provider_id,
        clinic_id,

        -- attributes
        case
            when age_years is null then 'unknown'
            when age_years < 18 then '0-17'
            when age_years < 35 then '18-34'
            when age_years < 65 then '35-64'
            else '65+'
        end as age_band,
        coalesce(plan_type, 'none') as payer,
        left_count,
        reappointed_count,
        previous_visit_date,
        coalesce(is_reappointed, false) as is_reappointed,
        (
            (reappointed_count + 3 * usual_rate) / (left_count + 3)
        )::double precision as rule_rate,

        -- features, all known in the morning of the visit
        (plan_type is not null)::integer::double precision as is_insured,
        coalesce(plan_type = 'flat_copay', false)::integer::double precision as is_copay_plan,
        coalesce(age_years < 18, false)::integer::double precision as is_child,
        coalesce(age_years between 18 and 34, false)::integer::double precision as is_young,
        coalesce(age_years >= 65, false)::integer::double precision as is_senior,
        (previous_visit_date is null)::integer::double precision as is_new_patient,
        coalesce(had_perio_therapy, false)::integer::double precision as is_gum_patient,
        least(10, (visit_date - first_visit_date) / 365.0)::double precision as years_known,
        (month_number in (7, 8))::integer::double precision as is_summer,
        ((broken_count + 0.3) / (due_count + 3))::double precision as broken_share,
        ((reappointed_count + 3 * usual_rate) / (left_count + 3))::double precision
            as reappointed_share,
        ((back_count + 3 * usual_back_rate) / (ended_count + 3))::double precision as back_share,
        ((relatives_reappointed_count + 4 * usual_rate) / (relatives_left_count + 4))
        ::double precision as family_reappointed_share,
        ln(
            (worker_reappointed_count + 50 * usual_rate)
            / ((worker_left_count + 50) * usual_rate)
        )::double precision as worker_reappointed_log_ratio,
        ln(1 + due_count)::double precision as visits_log,

        -- what became of it; never a feature
        case when visit_date + 274 < today_date then is_back::integer end as returned_target,
        case when visit_date + 365 < today_date then (not is_seen)::integer end as left_target,
        next_visit_date is null as is_last_visit,

        -- times
        visit_date as expected_date,
        visit_date::timestamp as scored_at,

        -- loader (UTC)
        _loaded_at
    from described

)

select * from final
