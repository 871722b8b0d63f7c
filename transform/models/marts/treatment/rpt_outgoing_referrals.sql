-- Work that was sent to somebody else, and whether anybody noted that it was done. Where a
-- procedure is named, its own status is shown beside the referral's.
with

referral_links as (

    select * from {{ ref('stg_opendental__refattach') }}

),

patients as (

    select * from {{ ref('stg_opendental__patient') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

codes as (

    select * from {{ ref('dim_procedure_codes') }}

),

sources as (

    select * from {{ ref('dim_referral_sources') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        -- keys
        referral_links.referral_link_id,
        referral_links.patient_id,
        referral_links.referral_id,
        referral_links.procedure_id,
        coalesce(referral_links.provider_id, procedures.provider_id, 0) as provider_id,
        coalesce(procedures.clinic_id, patients.clinic_id, 0) as clinic_id,

        -- attributes
        referral_links.referral_to_status_code,
        referral_links.referral_to_status,
        sources.specialty,
        codes.procedure_code,
        procedures.procedure_status,

        -- measures
        procedures.gross_fee_amount::numeric(14, 2) as gross_fee_amount,
        settings.today_date - referral_links.referral_date as open_days,

        -- flags
        coalesce(
            referral_links.procedure_completed_date is not null
            or referral_links.referral_to_status_code = 5, false
        ) as is_done,

        -- times
        referral_links.referral_date,
        referral_links.procedure_completed_date,

        -- loader (UTC)
        referral_links._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from referral_links
    cross join settings
    left join patients
        on referral_links.patient_id = patients.patient_id
    left join procedures
        on referral_links.procedure_id = procedures.procedure_id
    left join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    left join sources
        on referral_links.referral_id = sources.referral_id
    where referral_links.referral_type_code = 0

)

select * from final
