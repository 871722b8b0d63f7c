-- Referrals from (type 1) say where a patient came from; the first of them is the source, as in
-- Open Dental's New Patients report.
with

links as (

    select * from {{ ref('stg_opendental__refattach') }}

),

ranked as (

    select
        referral_link_id,
        referral_id,
        patient_id,
        procedure_id,
        provider_id,
        referral_type_code,
        referral_type,
        referral_to_status,
        referral_date,
        procedure_completed_date,
        row_number() over (
            partition by patient_id, referral_type_code
            order by item_order, referral_link_id
        ) as referral_rank,
        _loaded_at
    from links

)

select * from ranked
