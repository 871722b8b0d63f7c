-- New: the first completed procedure that is not the code of a missed or cancelled visit. The date
-- of the first visit on the patient is set when an appointment is made, kept or not. Value is what
-- the twelve months from the first visit brought, so old sources have no head start.
with

visits as (

    select * from {{ ref('int_visits_identified') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

links as (

    select * from {{ ref('int_patient_links_resolved') }}

),

referrals as (

    select * from {{ ref('int_referrals_ranked') }}

),

accumulated as (

    select * from {{ ref('int_patient_value_accumulated') }}

),

first_visits as (

    select
        patient_id,
        min(visit_date) as first_visit_date,
        min(_loaded_at) as _loaded_at
    from visits
    group by patient_id

),

first_clinics as (

    select
        visits.patient_id,
        visits.clinic_id,
        visits.provider_id,
        visits.production_amount as first_visit_amount,
        visits.is_exam,
        visits.is_emergency_exam
    from visits
    inner join first_visits
        on
            visits.patient_id = first_visits.patient_id
            and visits.visit_date = first_visits.first_visit_date

),

first_year as (

    select *
    from accumulated
    where horizon_months = 12

),

identified as (

    select
        first_visits.patient_id,
        links.person_id,
        first_clinics.clinic_id,
        first_clinics.provider_id,
        coalesce(referrals.referral_id, 0) as referral_id,
        first_visits.first_visit_date,
        first_clinics.first_visit_amount,
        coalesce(first_year.net_production_amount, 0) as first_year_production_amount,
        coalesce(first_year.collection_amount, 0) as first_year_collection_amount,
        coalesce(referrals.referral_id is not null, false) as has_source,
        coalesce(links.is_first_record, true) as is_first_record,
        first_clinics.is_emergency_exam,
        coalesce(patients.patient_status_code = 4, false) as is_deleted,
        coalesce(first_year.is_horizon_over, false) as is_first_year_over,
        first_visits._loaded_at
    from first_visits
    inner join first_clinics
        on first_visits.patient_id = first_clinics.patient_id
    left join patients
        on first_visits.patient_id = patients.patient_id
    left join links
        on first_visits.patient_id = links.patient_id
    left join referrals
        on
            first_visits.patient_id = referrals.patient_id
            and referrals.referral_type_code = 1
            and referrals.referral_rank = 1
    left join first_year
        on first_visits.patient_id = first_year.patient_id

)

select * from identified
