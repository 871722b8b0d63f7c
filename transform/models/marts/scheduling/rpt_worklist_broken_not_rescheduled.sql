-- The last slot a patient lost, if nothing came after it: no visit, and nothing on the book.
with

slots as (

    select * from {{ ref('fct_appointment_slots') }}

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

due as (

    select
        slots.*,
        count(*) over (partition by slots.patient_id) as past_slot_count,
        count(*) filter (where slots.slot_outcome in ('missed', 'late_cancelled')) over (
            partition by slots.patient_id
        ) as broken_slot_count,
        row_number() over (
            partition by slots.patient_id
            order by slots.slot_date desc, slots.appointment_slot desc
        ) as slot_rank
    from slots
    cross join settings
    cross join thresholds
    where
        slots.slot_outcome in ('completed', 'missed', 'late_cancelled', 'cancelled')
        and slots.slot_date <= settings.today_date
        and slots.slot_date > settings.today_date - thresholds.broken_call_days

),

final as (

    select
        -- keys
        'appointment ' || due.appointment_id as item_key,
        due.patient_id,
        due.provider_id,
        due.clinic_id,

        -- attributes
        case due.slot_outcome
            when 'missed' then 'Missed'
            when 'late_cancelled' then 'Cancelled late'
            else 'Cancelled'
        end
        || ' the visit of ' || due.slot_date || '; broke '
        || due.broken_slot_count || ' of the last ' || due.past_slot_count as reason,
        outreach.contact_verb
        || case
            when due.broken_slot_count > 1 then ' to book again, with a deposit or on short notice'
            else ' to book again'
        end as next_action,
        outreach.last_contact_mode,

        -- measures
        due.visit_fee_amount as worklist_amount,
        row_number() over (
            order by due.slot_date desc, due.visit_fee_amount desc, due.appointment_id asc
        )::integer as priority_order,

        -- times
        outreach.last_contact_date,
        due.slot_date as waiting_since_date,

        -- of this list alone
        due.appointment_id,
        due.slot_outcome,
        due.broken_slot_count,
        due.past_slot_count,
        due.is_hygiene,

        -- loader (UTC)
        due._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from due
    inner join outreach
        on due.patient_id = outreach.patient_id
    where
        due.slot_rank = 1
        and due.is_lost
        and outreach.is_patient
        and outreach.next_visit_date is null
        and coalesce(outreach.last_visit_date <= due.slot_date, true)

)

select * from final
