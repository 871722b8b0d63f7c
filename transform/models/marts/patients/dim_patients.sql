-- No name, address, phone, e-mail, chart number or birth date: those live in one place with its own
-- rights. Age is in whole years and stops at 90.
with

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

births as (

    select * from {{ ref('named_patients') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

links as (

    select * from {{ ref('int_patient_links_resolved') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        -- keys
        patients.patient_id,
        links.person_id,
        coalesce(patients.guarantor_id, patients.patient_id) as guarantor_id,
        coalesce(patients.clinic_id, 0) as clinic_id,
        coalesce(patients.primary_provider_id, 0) as primary_provider_id,
        patients.secondary_provider_id,
        patients.fee_schedule_id,
        patients.billing_type_id,

        -- attributes
        patients.patient_status_code,
        patients.patient_status,
        patients.gender,
        definitions.definition_name as billing_type,

        -- measures; least() would make an unknown birth date the age of ninety
        case
            when births.birth_date <= settings.today_date - interval '90 years' then 90
            else extract(year from age(settings.today_date, births.birth_date))::integer
        end as age_years,

        -- flags
        coalesce(patients.guarantor_id = patients.patient_id, true) as is_guarantor,
        coalesce(patients.patient_status_code = 0, false) as is_patient,
        coalesce(patients.patient_status_code = 4, false) as is_deleted,

        -- times
        patients.first_visit_date,
        patients.source_created_date,
        patients.source_updated_at,

        -- loader (UTC)
        patients._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from patients
    left join births
        on patients.patient_id = births.patient_id
    left join links
        on patients.patient_id = links.patient_id
    left join definitions
        on patients.billing_type_id = definitions.definition_id
    cross join settings

)

select * from final
