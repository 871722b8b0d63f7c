-- A provider's month. Production, adjustments and write-offs are those of the income report; an
-- hour is a scheduled hour, overlaps counted once. Without hours there is no production an
-- hour.
with

goals as (

    select * from {{ ref('rpt_production_goals') }}

),

visits as (

    select * from {{ ref('fct_visits') }}

),

hygiene as (

    select * from {{ ref('rpt_hygiene') }}

),

acceptance as (

    select * from {{ ref('rpt_case_acceptance') }}

),

broken as (

    select * from {{ ref('rpt_broken_appointments') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- Months up to the running one; of that, the days up to today.
stacked as (

    select
        date_trunc('month', goals.report_date)::date as month_start_date,
        goals.provider_id,
        goals.clinic_id,
        sum(goals.production_amount) as production_amount,
        sum(goals.adjustment_amount) as adjustment_amount,
        sum(goals.write_off_policy_amount) as write_off_policy_amount,
        sum(goals.goal_amount) as goal_amount,
        sum(goals.scheduled_hours) as scheduled_hours,
        0 as visit_count,
        0 as new_patient_count,
        0 as hygiene_visit_count,
        0 as reappointed_count,
        0 as presented_amount,
        0 as accepted_amount,
        0 as due_slot_count,
        0 as lost_slot_count,
        max(goals._loaded_at) as _loaded_at
    from goals
    cross join settings
    where goals.report_date <= settings.today_date
    group by date_trunc('month', goals.report_date)::date, goals.provider_id, goals.clinic_id
    union all
    select
        date_trunc('month', visit_date)::date as month_start_date,
        provider_id,
        clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_policy_amount,
        0 as goal_amount,
        0 as scheduled_hours,
        count(*) as visit_count,
        count(*) filter (where is_first_visit) as new_patient_count,
        0 as hygiene_visit_count,
        0 as reappointed_count,
        0 as presented_amount,
        0 as accepted_amount,
        0 as due_slot_count,
        0 as lost_slot_count,
        max(_loaded_at) as _loaded_at
    from visits
    group by date_trunc('month', visit_date)::date, provider_id, clinic_id
    union all
    select
        month_start_date,
        provider_id,
        clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_policy_amount,
        0 as goal_amount,
        0 as scheduled_hours,
        0 as visit_count,
        0 as new_patient_count,
        hygiene_visit_count,
        reappointed_count,
        0 as presented_amount,
        0 as accepted_amount,
        0 as due_slot_count,
        0 as lost_slot_count,
        _loaded_at
    from hygiene
    union all
    select
        month_start_date,
        provider_id,
        clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_policy_amount,
        0 as goal_amount,
        0 as scheduled_hours,
        0 as visit_count,
        0 as new_patient_count,
        0 as hygiene_visit_count,
        0 as reappointed_count,
        presented_amount,
        accepted_amount,
        0 as due_slot_count,
        0 as lost_slot_count,
        _loaded_at
    from acceptance
    where horizon_days = 90
    union all
    select
        date_trunc('month', broken.report_date)::date as month_start_date,
        broken.provider_id,
        broken.clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_policy_amount,
        0 as goal_amount,
        0 as scheduled_hours,
        0 as visit_count,
        0 as new_patient_count,
        0 as hygiene_visit_count,
        0 as reappointed_count,
        0 as presented_amount,
        0 as accepted_amount,
        broken.due_slot_count,
        broken.missed_count + broken.late_cancelled_count + broken.broken_count as lost_slot_count,
        broken._loaded_at
    from broken
    cross join settings
    where broken.report_date <= settings.today_date

),

summed as (

    select
        month_start_date,
        provider_id,
        clinic_id,
        sum(visit_count)::bigint as visit_count,
        sum(new_patient_count)::bigint as new_patient_count,
        sum(hygiene_visit_count)::bigint as hygiene_visit_count,
        sum(reappointed_count)::bigint as reappointed_count,
        sum(due_slot_count)::bigint as due_slot_count,
        sum(lost_slot_count)::bigint as lost_slot_count,
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(write_off_policy_amount) as write_off_policy_amount,
        sum(production_amount + adjustment_amount + write_off_policy_amount)
            as net_production_amount,
        sum(goal_amount) as goal_amount,
        sum(presented_amount) as presented_amount,
        sum(accepted_amount) as accepted_amount,
        sum(scheduled_hours) as scheduled_hours,
        max(_loaded_at) as _loaded_at
    from stacked
    group by month_start_date, provider_id, clinic_id

),

final as (

    select
        month_start_date,
        provider_id,
        clinic_id,
        visit_count,
        new_patient_count,
        hygiene_visit_count,
        reappointed_count,
        due_slot_count,
        lost_slot_count,
        production_amount,
        adjustment_amount,
        write_off_policy_amount,
        net_production_amount,
        goal_amount,
        presented_amount,
        accepted_amount,
        scheduled_hours,
        round(production_amount / nullif(scheduled_hours, 0), 2) as production_per_hour_amount,
        round(production_amount / nullif(visit_count, 0), 2) as production_per_visit_amount,
        net_production_amount / nullif(goal_amount, 0) as goal_attainment_rate,
        reappointed_count::numeric / nullif(hygiene_visit_count, 0) as reappointment_rate,
        accepted_amount / nullif(presented_amount, 0) as accepted_amount_rate,
        lost_slot_count::numeric / nullif(due_slot_count, 0) as broken_rate,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
