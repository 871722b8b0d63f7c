with

visits as (

    select * from {{ ref('int_visits_identified') }}

),

new_patients as (

    select * from {{ ref('int_new_patients_identified') }}

),

followed as (

    select * from {{ ref('int_hygiene_visits_followed') }}

),

final as (

    select
        -- keys
        visits.patient_id,
        visits.clinic_id,
        visits.provider_id,
        visits.hygiene_provider_id,

        -- measures
        visits.procedure_count,
        visits.production_amount,

        -- flags
        coalesce(visits.visit_date = new_patients.first_visit_date, false) as is_first_visit,
        visits.is_exam,
        visits.is_comprehensive_exam,
        visits.is_emergency_exam,
        visits.is_hygiene_visit,
        visits.is_perio_therapy,
        coalesce(followed.is_reappointed, false) as is_reappointed,

        -- times
        visits.visit_date,

        -- loader (UTC)
        visits._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from visits
    left join new_patients
        on visits.patient_id = new_patients.patient_id
    left join followed
        on
            visits.patient_id = followed.patient_id
            and visits.visit_date = followed.visit_date

)

select * from final
