-- People whose record lacks what the figures need. Deleted ones (status 4) have no figures.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

new_patients as (

    select * from {{ ref('int_new_patients_identified') }}

),

found as (

    select
        'missing_birth_date' as rule,
        patient_id::text as source_key,
        patient_id,
        coalesce(primary_provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        'No birth date.' as finding_text,
        null::numeric as finding_amount,
        source_created_date as finding_date,
        _loaded_at
    from patients
    where
        (birth_year is null or birth_year < 1880)
        and patient_status_code <> 4
    union all
    select
        'new_patient_without_source' as rule,
        patient_id::text as source_key,
        patient_id,
        coalesce(provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        'First visit, and no referral says where the patient came from.' as finding_text,
        first_visit_amount as finding_amount,
        first_visit_date as finding_date,
        _loaded_at
    from new_patients
    where not has_source

)

select * from found
