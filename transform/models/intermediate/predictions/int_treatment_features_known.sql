-- What the office knew of a planned procedure in the evening of the day it was planned, and whether
-- it was accepted: done or put on the book within 30 or 90 days. Unlike in rpt_case_acceptance,
-- booking counts from its own day also once the work is done, or recent plans would look better
-- than older ones. A plan that was deleted later was not accepted. Of earlier plans counts what had
-- become of them by then.
with

presented as (

    select * from {{ ref('int_treatment_presented') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

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

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

-- The first day on which it was done or booked. The row of the visit keeps the day of booking
-- when it is moved, broken or done.
accepted as (

    select
        presented.procedure_id,
        least(presented.done_date, appointments.source_created_at::date) as accepted_date
    from presented
    inner join procedures
        on presented.procedure_id = procedures.procedure_id
    left join appointments
        on
            procedures.appointment_id = appointments.appointment_id
            and appointments.appointment_status_code in (1, 2, 3, 4, 5)
            and presented.treatment_planned_date <= appointments.source_created_at::date
    where not presented.is_withdrawn

),

lines as (

    select
        presented.procedure_id,
        presented.patient_id,
        coalesce(patients.guarantor_id, presented.patient_id) as guarantor_id,
        presented.provider_id,
        presented.clinic_id,
        presented.code_category,
        presented.gross_fee_amount,
        presented.treatment_planned_date,
        sum(presented.gross_fee_amount) over case_of_the_day as case_fee_amount,
        count(*) over case_of_the_day as case_line_count,
        coalesce(accepted.accepted_date <= presented.treatment_planned_date + 30, false)
            as is_accepted_in_30_days,
        coalesce(accepted.accepted_date <= presented.treatment_planned_date + 90, false)
            as is_accepted_in_90_days,
        presented._loaded_at
    from presented
    cross join settings
    left join accepted
        on presented.procedure_id = accepted.procedure_id
    left join patients
        on presented.patient_id = patients.patient_id
    where presented.treatment_planned_date < settings.today_date
    window case_of_the_day as (
        partition by presented.patient_id, presented.treatment_planned_date
    )

),

-- The plan in force that day, as far as it had been entered.
covered as (

    select distinct on (lines.procedure_id)
        lines.procedure_id,
        coverages.plan_type
    from lines
    inner join coverages
        on lines.patient_id = coverages.patient_id
    left join coverage_entries
        on coverages.patient_coverage_id = coverage_entries.patient_coverage_id
    where
        coalesce(coverages.effective_date <= lines.treatment_planned_date, true)
        and coalesce(coverages.termination_date >= lines.treatment_planned_date, true)
        and coalesce(
            coverage_entries.source_created_at < lines.treatment_planned_date + 1, true
        )
    order by lines.procedure_id asc, coverages.coverage_ordinal asc

),

-- A plan's fate counts from 31 days after it, a lost visit from the day it was lost.
stacked as (

    select
        null::bigint as procedure_id,
        patient_id,
        guarantor_id,
        provider_id,
        code_category,
        treatment_planned_date + 31 as event_date,
        1 as planned_count,
        is_accepted_in_30_days::integer as accepted_count,
        0 as due_count,
        0 as broken_count
    from lines
    union all
    select
        null::bigint as procedure_id,
        slots.patient_id,
        coalesce(patients.guarantor_id, slots.patient_id) as guarantor_id,
        null::bigint as provider_id,
        null::text as code_category,
        case
            when slots.slot_outcome = 'completed' then slots.scheduled_at
            else coalesce(slots.ended_at, slots.scheduled_at)
        end::date as event_date,
        0 as planned_count,
        0 as accepted_count,
        1 as due_count,
        (slots.slot_outcome <> 'completed')::integer as broken_count
    from slots
    left join patients
        on slots.patient_id = patients.patient_id
    where slots.is_due
    union all
    select
        lines.procedure_id,
        lines.patient_id,
        lines.guarantor_id,
        lines.provider_id,
        lines.code_category,
        lines.treatment_planned_date as event_date,
        0 as planned_count,
        0 as accepted_count,
        0 as due_count,
        0 as broken_count
    from lines

),

counted as (

    select
        procedure_id,
        sum(planned_count) over of_patient as planned_count,
        sum(accepted_count) over of_patient as accepted_count,
        sum(due_count) over of_patient as due_count,
        sum(broken_count) over of_patient as broken_count,
        sum(planned_count) over of_family as family_planned_count,
        sum(accepted_count) over of_family as family_accepted_count,
        sum(planned_count) over of_provider as provider_planned_count,
        sum(accepted_count) over of_provider as provider_accepted_count,
        sum(planned_count) over of_code as code_planned_count,
        sum(accepted_count) over of_code as code_accepted_count,
        sum(planned_count) over of_all as all_planned_count,
        sum(accepted_count) over of_all as all_accepted_count
    from stacked
    window
        of_patient as (partition by patient_id order by event_date),
        of_family as (partition by guarantor_id order by event_date),
        of_provider as (partition by provider_id order by event_date),
        of_code as (partition by provider_id, code_category order by event_date),
        of_all as (order by event_date)

),

described as (

    select
        lines.*,
        extract(
            year from age(lines.treatment_planned_date, births.birth_date)
        )::integer as age_years,
        covered.plan_type,
        extract(month from lines.treatment_planned_date) as month_number,
        coalesce(visits.is_comprehensive_exam, false) as is_new_patient,
        coalesce(visits.is_emergency_exam, false) as is_emergency,
        counted.planned_count,
        counted.accepted_count,
        counted.due_count,
        counted.broken_count,
        counted.family_planned_count - counted.planned_count as relatives_planned_count,
        counted.family_accepted_count - counted.accepted_count as relatives_accepted_count,
        counted.provider_planned_count,
        counted.provider_accepted_count,
        counted.code_planned_count,
        counted.code_accepted_count,
        (counted.all_accepted_count + 5) / (counted.all_planned_count + 10.0) as usual_rate,
        settings.today_date
    from lines
    cross join settings
    cross join thresholds
    inner join counted
        on lines.procedure_id = counted.procedure_id
    left join covered
        on lines.procedure_id = covered.procedure_id
    left join births
        on lines.patient_id = births.patient_id
    left join visits
        on
            lines.patient_id = visits.patient_id
            and lines.treatment_planned_date = visits.visit_date
    where
        lines.treatment_planned_date >= settings.today_date - thresholds.prediction_window_days

),

final as (

    select
        -- keys
        procedure_id as entity_id,
        patient_id,
        guarantor_id,
        provider_id,
        clinic_id,

        -- attributes
        code_category,
        case
            when age_years is null then 'unknown'
            when age_years < 18 then '0-17'
            when age_years < 35 then '18-34'
            when age_years < 65 then '35-64'
            else '65+'
        end as age_band,
        coalesce(plan_type, 'none') as payer,
        planned_count,
        accepted_count,
        case_fee_amount,
        gross_fee_amount,
        is_emergency as was_emergency,
        (
            (code_accepted_count + 20 * usual_rate) / (code_planned_count + 20)
        )::double precision as rule_rate,

        -- features, all known in the evening of the day
        ln(greatest(case_fee_amount, 20) / 500)::double precision as case_fee_log,
        ln(greatest(gross_fee_amount, 20) / 500)::double precision as line_fee_log,
        ln(case_line_count)::double precision as case_lines_log,
        (plan_type is not null)::integer::double precision as is_insured,
        coalesce(plan_type = 'flat_copay', false)::integer::double precision as is_copay_plan,
        coalesce(age_years < 18, false)::integer::double precision as is_child,
        coalesce(age_years >= 65, false)::integer::double precision as is_senior,
        is_new_patient::integer::double precision as is_new_patient,
        is_emergency::integer::double precision as is_emergency,
        (month_number >= 10)::integer::double precision as is_autumn,
        least(planned_count - accepted_count, 6)::double precision as declined_lines,
        ((accepted_count + 3 * usual_rate) / (planned_count + 3))::double precision
            as accepted_share,
        ((relatives_accepted_count + 4 * usual_rate) / (relatives_planned_count + 4))
        ::double precision as family_accepted_share,
        ln(
            (provider_accepted_count + 50 * usual_rate)
            / ((provider_planned_count + 50) * usual_rate)
        )::double precision as provider_accepted_log_ratio,
        ln(
            (code_accepted_count + 20 * usual_rate) / ((code_planned_count + 20) * usual_rate)
        )::double precision as code_accepted_log_ratio,
        ((broken_count + 0.4) / (due_count + 4))::double precision as broken_share,
        ln(1 + due_count)::double precision as visits_log,

        -- what became of it; never a feature
        case
            when treatment_planned_date + 30 < today_date
                then is_accepted_in_30_days::integer
        end as accepted_in_30_days_target,
        case
            when treatment_planned_date + 90 < today_date
                then is_accepted_in_90_days::integer
        end as accepted_in_90_days_target,
        is_accepted_in_90_days as is_accepted,

        -- times
        treatment_planned_date as expected_date,
        treatment_planned_date + time '23:59' as scored_at,

        -- loader (UTC)
        _loaded_at
    from described

)

select * from final
