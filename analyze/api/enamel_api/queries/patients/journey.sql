-- What happened between the practice and one patient, the newest first.
with

events as (

    select
        'visit' as event,
        visit_date::timestamp as happened_at,
        patient_id || '.' || visit_date as event_key,
        case when is_first_visit then 'first visit' when is_hygiene_visit then 'hygiene' end as detail,
        production_amount as event_amount,
        provider_id
    from marts.fct_visits
    where patient_id = %(patient_id)s

    union all

    select
        'slot' as event,
        scheduled_at as happened_at,
        appointment_slot as event_key,
        slot_outcome as detail,
        visit_fee_amount as event_amount,
        provider_id
    from marts.fct_appointment_slots
    where patient_id = %(patient_id)s

    union all

    select
        'planned' as event,
        treatment_planned_date::timestamp as happened_at,
        procedure_id::text as event_key,
        procedure_status as detail,
        gross_fee_amount as event_amount,
        provider_id
    from marts.fct_procedures
    where
        patient_id = %(patient_id)s
        and not is_deleted
        and treatment_planned_date is not null

    union all

    select
        'claim' as event,
        first_sent_date::timestamp as happened_at,
        claim_id::text as event_key,
        claim_status as detail,
        claim_fee_amount as event_amount,
        provider_id
    from marts.fct_claims
    where
        patient_id = %(patient_id)s
        and first_sent_date is not null

)

select *
from events
where happened_at is not null
