with

recalls as (

    select * from {{ ref('int_recalls_assessed') }}

),

recall_types as (

    select * from {{ ref('stg_opendental__recalltype') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

final as (

    select
        -- keys
        recalls.recall_id,
        recalls.patient_id,
        recalls.recall_type_id,
        recalls.clinic_id,
        recalls.provider_id,

        -- attributes
        recall_types.recall_type_name,
        definitions.definition_name as recall_status,
        recalls.recall_priority,
        recalls.interval_years,
        recalls.interval_months,
        recalls.interval_weeks,
        recalls.interval_days,
        recalls.overdue_days,

        -- flags
        coalesce(recalls.is_disabled, false) as is_disabled,
        recalls.is_put_off,
        recalls.is_patient,
        recalls.is_on_recall_list,
        recalls.is_overdue,
        recalls.scheduled_date is not null as is_scheduled,
        recalls.next_appointment_at is not null as has_visit_ahead,

        -- times
        recalls.previous_date,
        recalls.calculated_due_date,
        recalls.due_date,
        recalls.scheduled_date,
        recalls.disabled_until_date,
        recalls.next_appointment_at,

        -- loader (UTC)
        recalls._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from recalls
    left join recall_types
        on recalls.recall_type_id = recall_types.recall_type_id
    left join definitions
        on recalls.recall_status_id = definitions.definition_id

)

select * from final
