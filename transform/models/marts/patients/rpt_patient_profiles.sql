with

profiles as (

    select * from {{ ref('int_patient_profiles_joined') }}

),

families as (

    select * from {{ ref('int_families_summed') }}

),

patients as (

    select * from {{ ref('dim_patients') }}

),

final as (

    select
        patients.patient_id,
        profiles.person_id,
        patients.guarantor_id,
        patients.clinic_id,
        patients.primary_provider_id,
        profiles.insurance_plan_id,
        profiles.carrier_id,
        coalesce(profiles.source_referral_id, 0) as source_referral_id,
        patients.patient_status,
        profiles.coverage,
        profiles.plan_type,
        profiles.visit_count,
        coalesce(families.patient_count, 0) as family_patient_count,
        coalesce(families.active_member_count, 0) as family_active_count,
        profiles.lifetime_production_amount,
        profiles.unscheduled_amount,
        profiles.is_active_12_months,
        profiles.is_active_18_months,
        profiles.is_active_24_months,
        profiles.is_active_36_months,
        profiles.is_recall_overdue,
        profiles.has_recall,
        coalesce(families.is_whole_family_active, false) as is_whole_family_active,
        profiles.first_completed_date,
        profiles.last_visit_date,
        profiles.last_hygiene_date,
        profiles.recall_due_date,
        profiles.next_appointment_at,
        profiles._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from patients
    inner join profiles
        on patients.patient_id = profiles.patient_id
    left join families
        on patients.guarantor_id = families.guarantor_id
    where not patients.is_deleted

)

select * from final
