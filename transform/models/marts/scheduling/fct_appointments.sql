with

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

summed as (

    select * from {{ ref('int_appointment_procedures_summed') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

-- Open Dental largely ignores the date of the flow times: the time belongs to the day of the visit.
timed as (

    select
        *,
        scheduled_at::date + arrived_at::time as arrived_on_day_at,
        scheduled_at::date + seated_at::time as seated_on_day_at,
        scheduled_at::date + dismissed_at::time as dismissed_on_day_at
    from appointments

),

final as (

    select
        -- keys
        timed.appointment_id,
        timed.patient_id,
        coalesce(timed.provider_id, 0) as provider_id,
        timed.hygienist_id,
        coalesce(timed.operatory_id, 0) as operatory_id,
        coalesce(timed.clinic_id, 0) as clinic_id,
        coalesce(timed.appointment_type_id, 0) as appointment_type_id,
        timed.planned_appointment_id,

        -- attributes
        timed.appointment_status_code,
        timed.appointment_status,
        confirmations.definition_name as confirmation_status,
        unscheduled.definition_name as unscheduled_status,
        timed.appointment_priority,
        timed.scheduled_at::date - timed.source_created_at::date as lead_days,

        -- measures
        coalesce(summed.procedure_count, 0) as procedure_count,
        (length(timed.time_pattern) * 5)::numeric as booked_minutes,
        (
            length(timed.time_pattern) - length(replace(timed.time_pattern, 'X', ''))
        ) * 5::numeric as provider_minutes,
        case
            when timed.seated_on_day_at >= timed.arrived_on_day_at
                then
                    extract(epoch from timed.seated_on_day_at - timed.arrived_on_day_at) / 60
        end as waiting_minutes,
        case
            when timed.dismissed_on_day_at >= timed.seated_on_day_at
                then
                    extract(epoch from timed.dismissed_on_day_at - timed.seated_on_day_at) / 60
        end as chair_minutes,
        coalesce(summed.visit_fee_amount, 0) as visit_fee_amount,
        coalesce(summed.scheduled_production_amount, 0) as scheduled_production_amount,
        coalesce(summed.scheduled_adjustment_amount, 0) as scheduled_adjustment_amount,
        case
            when timed.appointment_status_code = 2 then coalesce(summed.production_amount, 0)
            else 0
        end as production_amount,

        -- flags
        coalesce(timed.appointment_status_code in (1, 2, 4, 5), false) as is_on_the_book,
        coalesce(timed.is_hygiene, false) or timed.hygienist_id is not null as is_hygiene,
        coalesce(timed.is_new_patient, false) as is_new_patient,
        coalesce(summed.has_emergency_exam, false) as is_emergency,
        coalesce(summed.procedure_count, 0) > 0 as has_procedures,
        coalesce(timed.appointment_priority_code = 1, false) as is_asap,

        -- times
        timed.scheduled_at::date as scheduled_date,
        timed.scheduled_at,
        timed.arrived_on_day_at as arrived_at,
        timed.seated_on_day_at as seated_at,
        timed.dismissed_on_day_at as dismissed_at,
        timed.source_created_at,
        timed.source_updated_at,

        -- loader (UTC)
        greatest(timed._loaded_at, summed._loaded_at) as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from timed
    left join summed
        on timed.appointment_id = summed.appointment_id
    left join definitions as confirmations
        on timed.confirmation_status_id = confirmations.definition_id
    left join definitions as unscheduled
        on timed.unscheduled_status_id = unscheduled.definition_id

)

select * from final
