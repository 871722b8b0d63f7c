-- What of a person is kept, without anything that names or reaches one.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        patients.patient_id,
        patients.guarantor_id,
        patients.super_family_id,
        patients.primary_provider_id,
        patients.clinic_id,
        patients.billing_type_id,
        patients.fee_schedule_id,
        patients.patient_status_code,
        patients.patient_status,
        settings.today_date as seen_date
    from patients
    cross join settings

)

select * from final
