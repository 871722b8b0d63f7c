-- Coverages of patients with a visit in the next days whose last verification no longer holds.
with

coverages as (

    select * from {{ ref('rpt_benefits_remaining') }}

),

appointments as (

    select * from {{ ref('fct_appointments') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

thresholds as (

    select * from {{ ref('int_practice_thresholds') }}

),

outreach as (

    select * from {{ ref('int_patient_outreach_prepared') }}

),

visits_ahead as (

    select distinct on (appointments.patient_id)
        appointments.patient_id,
        appointments.appointment_id,
        appointments.provider_id,
        appointments.clinic_id,
        appointments.visit_fee_amount,
        appointments.scheduled_date
    from appointments
    cross join settings
    cross join thresholds
    where
        appointments.appointment_status = 'scheduled'
        and appointments.scheduled_date
        between settings.today_date and settings.today_date + thresholds.visit_preparation_days
    order by
        appointments.patient_id asc,
        appointments.scheduled_at asc,
        appointments.appointment_id asc

),

final as (

    select
        -- keys
        'coverage ' || coverages.patient_coverage_id as item_key,
        coverages.patient_id,
        visits_ahead.provider_id,
        visits_ahead.clinic_id,

        -- attributes
        'Comes on ' || visits_ahead.scheduled_date || '; '
        || coalesce(
            'benefits were last verified on ' || coverages.last_verified_date,
            'benefits were never verified'
        ) as reason,
        'Verify with ' || coalesce(coverages.carrier_name, 'the carrier') || ' before the visit'
            as next_action,
        outreach.last_contact_mode,

        -- measures
        visits_ahead.visit_fee_amount as worklist_amount,
        row_number() over (
            order by
                visits_ahead.scheduled_date asc,
                visits_ahead.visit_fee_amount desc,
                coverages.patient_coverage_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        coverages.last_verified_date as waiting_since_date,

        -- of this list alone
        coverages.patient_coverage_id,
        coverages.insurance_plan_id,
        coverages.carrier_id,
        coverages.carrier_name,
        coverages.coverage_ordinal,
        visits_ahead.appointment_id,
        visits_ahead.scheduled_date,

        -- loader (UTC)
        coverages._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from coverages
    inner join visits_ahead
        on coverages.patient_id = visits_ahead.patient_id
    inner join outreach
        on coverages.patient_id = outreach.patient_id
    where not coverages.is_verified

)

select * from final
