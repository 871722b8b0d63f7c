-- recall.DateDue is overwritten when the recall is met, so past due dates are rebuilt: each
-- completed trigger procedure opens a cycle that falls due after the recall's interval and is
-- met by the next one. The ordinary cleaning and gum maintenance share their triggers, as in
-- Open Dental.
with

recalls as (

    select * from {{ ref('int_recalls_assessed') }}

),

triggers as (

    select * from {{ ref('stg_opendental__recalltrigger') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

shared_triggers as (

    select
        triggers.recall_type_id,
        triggers.procedure_code_id
    from triggers
    union
    select
        settings.prophylaxis_recall_type_id as recall_type_id,
        triggers.procedure_code_id
    from triggers
    inner join settings
        on triggers.recall_type_id = settings.perio_recall_type_id
    union
    select
        settings.perio_recall_type_id as recall_type_id,
        triggers.procedure_code_id
    from triggers
    inner join settings
        on triggers.recall_type_id = settings.prophylaxis_recall_type_id

),

-- Complete here (2) and existing (3, 4) both set the date of the last one.
triggered as (

    select
        recalls.recall_id,
        procedures.service_date,
        max(procedures._loaded_at) as _loaded_at
    from recalls
    inner join shared_triggers
        on recalls.recall_type_id = shared_triggers.recall_type_id
    inner join procedures
        on
            recalls.patient_id = procedures.patient_id
            and shared_triggers.procedure_code_id = procedures.procedure_code_id
    where
        procedures.procedure_status_code in (2, 3, 4)
        and procedures.service_date is not null
    group by recalls.recall_id, procedures.service_date

),

cycles as (

    select
        recall_id,
        service_date as previous_date,
        lead(service_date) over (partition by recall_id order by service_date) as met_date,
        _loaded_at
    from triggered

),

rebuilt as (

    select
        cycles.recall_id,
        cycles.previous_date,
        recalls.patient_id,
        recalls.recall_type_id,
        recalls.provider_id,
        recalls.clinic_id,
        recalls.is_patient,
        (cycles.previous_date + recalls.recall_interval)::date as cycle_due_date,
        cycles.met_date,
        cycles._loaded_at
    from cycles
    inner join recalls
        on cycles.recall_id = recalls.recall_id
    where recalls.recall_interval > interval '0'

)

select * from rebuilt
