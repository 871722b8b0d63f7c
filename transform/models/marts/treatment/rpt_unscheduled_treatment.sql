with

opened as (

    select * from {{ ref('int_treatment_opened') }}

),

activity as (

    select * from {{ ref('int_patient_activity_dated') }}

),

patients as (

    select * from {{ ref('dim_patients') }}

),

maximums as (

    select * from {{ ref('int_annual_maximums_measured') }}

),

-- Of the primary coverage that is in force; none where no maximum is known.
remaining as (

    select distinct on (patient_id)
        patient_id,
        maximum_remaining_amount as benefits_remaining_amount,
        benefit_year_end_date
    from maximums
    where
        is_in_force
        and coverage_ordinal = 1
    order by patient_id asc, patient_coverage_id asc

),

-- Older than 18 months is stale: counted, and kept apart.
summed as (

    select
        patient_id,
        sum(gross_fee_amount) as open_treatment_amount,
        coalesce(sum(open_amount) filter (where not is_scheduled), 0) as unscheduled_amount,
        coalesce(
            sum(open_amount) filter (where not is_scheduled and open_days <= 90), 0
        ) as unscheduled_0_90_days_amount,
        coalesce(
            sum(open_amount) filter (where not is_scheduled and open_days between 91 and 365), 0
        ) as unscheduled_91_365_days_amount,
        coalesce(
            sum(open_amount) filter (where not is_scheduled and open_days between 366 and 548), 0
        ) as unscheduled_366_548_days_amount,
        coalesce(
            sum(open_amount) filter (
                where not is_scheduled and (open_days > 548 or open_days is null)
            ), 0
        ) as unscheduled_stale_amount,
        count(*) filter (where not is_scheduled) as unscheduled_procedure_count,
        min(treatment_planned_date) filter (where not is_scheduled) as oldest_planned_date,
        bool_or(has_visit_ahead) as has_visit_ahead,
        max(_loaded_at) as _loaded_at
    from opened
    group by patient_id

),

final as (

    select
        summed.patient_id,
        patients.clinic_id,
        patients.primary_provider_id,
        summed.open_treatment_amount,
        summed.unscheduled_amount,
        summed.unscheduled_0_90_days_amount,
        summed.unscheduled_91_365_days_amount,
        summed.unscheduled_366_548_days_amount,
        summed.unscheduled_stale_amount,
        remaining.benefits_remaining_amount,
        summed.unscheduled_procedure_count,
        remaining.patient_id is not null as has_coverage,
        summed.has_visit_ahead,
        coalesce(activity.is_active_18_months, false) as is_active_18_months,
        summed.oldest_planned_date,
        remaining.benefit_year_end_date,
        activity.last_visit_date,
        summed._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed
    inner join patients
        on summed.patient_id = patients.patient_id
    left join activity
        on summed.patient_id = activity.patient_id
    left join remaining
        on summed.patient_id = remaining.patient_id

)

select * from final
