-- Open Dental's own report of broken appointments has three methods that do not agree; each line
-- here is one event as that method sees it.
with

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

valued as (

    select * from {{ ref('int_procedures_valued') }}

),

adjustments as (

    select * from {{ ref('stg_opendental__adjustment') }}

),

appointments as (

    select * from {{ ref('stg_opendental__appointment') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

by_procedure as (

    select
        case when codes.is_missed_visit then 'procedure_missed' else 'procedure_cancelled' end
            as method,
        procedures.procedure_id as event_id,
        procedures.patient_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.service_date as broken_date,
        valued.gross_fee_amount as broken_amount,
        procedures._loaded_at
    from procedures
    inner join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    inner join valued
        on procedures.procedure_id = valued.procedure_id
    where
        procedures.procedure_status_code = 2
        and codes.is_broken_visit

),

by_adjustment as (

    select
        'adjustment' as method,
        adjustments.adjustment_id as event_id,
        adjustments.patient_id,
        adjustments.provider_id,
        adjustments.clinic_id,
        adjustments.adjustment_date as broken_date,
        round(adjustments.adjustment_amount, 2) as broken_amount,
        adjustments._loaded_at
    from adjustments
    inner join settings
        on adjustments.adjustment_type_id = settings.broken_appointment_adjustment_type_id

),

by_status as (

    select
        'status' as method,
        appointment_id as event_id,
        patient_id,
        provider_id,
        clinic_id,
        scheduled_at::date as broken_date,
        0::numeric as broken_amount,
        _loaded_at
    from appointments
    where appointment_status_code = 5

),

unioned as (

    select * from by_procedure
    union all
    select * from by_adjustment
    union all
    select * from by_status

)

select * from unioned
