with

new_patients as (

    select * from {{ ref('int_new_patients_identified') }}

),

sources as (

    select * from {{ ref('dim_referral_sources') }}

),

final as (

    select
        new_patients.patient_id,
        new_patients.clinic_id,
        new_patients.provider_id,
        new_patients.referral_id,
        sources.source_kind,
        sources.source_name,
        new_patients.first_visit_amount,
        new_patients.first_year_production_amount,
        new_patients.first_year_collection_amount,
        new_patients.has_source,
        new_patients.is_first_record,
        new_patients.is_emergency_exam,
        new_patients.is_first_year_over,
        new_patients.first_visit_date,
        date_trunc('month', new_patients.first_visit_date)::date as month_start_date,
        new_patients._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from new_patients
    left join sources
        on new_patients.referral_id = sources.referral_id

)

select * from final
