-- Where the book and the hours are not kept: broken visits nobody can value, losses that only one
-- of Open Dental's three records knows, and work on days without hours.
with

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

),

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

scheduled_days as (

    select * from {{ ref('int_provider_days_scheduled') }}

),

held as (

    select distinct appointment_id
    from procedures
    where appointment_id is not null

),

worked_days as (

    select
        provider_id,
        service_date,
        min(clinic_id) as clinic_id,
        sum(production_amount) as production_amount,
        max(_loaded_at) as _loaded_at
    from procedures
    where
        is_complete
        and provider_id <> 0
        and production_amount <> 0
        and service_date is not null
    group by provider_id, service_date

),

hours as (

    select distinct
        provider_id,
        schedule_date
    from scheduled_days

),

found as (

    select
        'broken_visit_without_work' as rule,
        appointments.appointment_id::text as source_key,
        appointments.patient_id,
        coalesce(appointments.provider_id, 0) as provider_id,
        coalesce(appointments.clinic_id, 0) as clinic_id,
        'The broken visit has no procedure, so what was lost with it is unknown.'
            as finding_text,
        null::numeric as finding_amount,
        appointments.scheduled_at::date as finding_date,
        appointments._loaded_at
    from appointments
    left join held
        on appointments.appointment_id = held.appointment_id
    where
        appointments.appointment_status_code = 5
        and held.appointment_id is null
    union all
    select
        'loss_recorded_one_way' as rule,
        appointment_slot as source_key,
        patient_id,
        coalesce(provider_id, 0) as provider_id,
        coalesce(clinic_id, 0) as clinic_id,
        'Only ' || case
            when is_lost_by_status then 'the status'
            when is_lost_by_history then 'the history'
            else 'the code'
        end || ' says that the visit was lost.' as finding_text,
        null::numeric as finding_amount,
        scheduled_at::date as finding_date,
        _loaded_at
    from slots
    where
        is_lost
        and is_lost_by_status::integer
        + is_lost_by_history::integer
        + is_lost_by_procedure::integer = 1
    union all
    select
        'work_without_hours' as rule,
        worked_days.provider_id || ' ' || worked_days.service_date as source_key,
        null::bigint as patient_id,
        worked_days.provider_id,
        worked_days.clinic_id,
        'Production of ' || worked_days.production_amount || ' on a day without scheduled hours.'
            as finding_text,
        worked_days.production_amount as finding_amount,
        worked_days.service_date as finding_date,
        worked_days._loaded_at
    from worked_days
    left join hours
        on
            worked_days.provider_id = hours.provider_id
            and worked_days.service_date = hours.schedule_date
    where hours.provider_id is null

)

select * from found
