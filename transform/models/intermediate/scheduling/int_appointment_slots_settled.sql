-- One outcome per booked time, from the three places where Open Dental records a loss: the
-- status that is still on the row, the history, and the codes of a missed or cancelled visit. A
-- code is posted on the day of the breaking, without its appointment; it belongs to a slot of
-- the same patient that lies or was broken on that day, and stands for a slot of its own where
-- there is none.
with

slots as (

    select * from {{ ref('int_appointment_slots_dated') }}

),

procedures as (

    select * from {{ ref('stg_opendental__procedurelog') }}

),

codes as (

    select * from {{ ref('int_procedure_codes_grouped') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

broken_codes as (

    select
        procedures.procedure_id,
        procedures.patient_id,
        procedures.provider_id,
        procedures.clinic_id,
        procedures.service_date,
        procedures.source_created_at,
        procedures._loaded_at,
        codes.is_missed_visit
    from procedures
    inner join codes
        on procedures.procedure_code_id = codes.procedure_code_id
    where
        codes.is_broken_visit
        and procedures.procedure_status_code = 2
        and procedures.service_date is not null

),

coded_days as (

    select
        patient_id,
        service_date,
        bool_or(is_missed_visit) as is_missed_visit
    from broken_codes
    group by patient_id, service_date

),

judged as (

    select
        slots.*,
        coalesce(slots.appointment_status_code = 2, false) as is_complete,
        slots.is_broken_in_history
        or coalesce(slots.appointment_status_code = 5, false) as is_broken,
        coalesce(day_of_break.is_missed_visit, day_of_slot.is_missed_visit) as is_missed_by_code,
        day_of_break.patient_id is not null or day_of_slot.patient_id is not null as has_code,
        extract(
            epoch from slots.scheduled_at - coalesce(slots.broken_at, slots.deleted_at)
        ) / 3600 as notice_hours
    from slots
    left join coded_days as day_of_break
        on
            slots.patient_id = day_of_break.patient_id
            and slots.broken_at::date = day_of_break.service_date
    left join coded_days as day_of_slot
        on
            slots.patient_id = day_of_slot.patient_id
            and slots.scheduled_at::date = day_of_slot.service_date

),

settled_slots as (

    select
        judged.appointment_id::text
        || '@' || to_char(judged.scheduled_at, 'YYYYMMDDHH24MI') as appointment_slot,
        judged.appointment_id,
        judged.patient_id,
        judged.provider_id,
        judged.hygienist_id,
        judged.operatory_id,
        judged.clinic_id,
        judged.appointment_type_id,
        case
            when judged.is_complete then 'completed'
            when judged.is_broken and judged.break_action_code = 2 then 'missed'
            when judged.is_broken and judged.break_action_code = 3 and judged.notice_hours < 24
                then 'late_cancelled'
            when judged.is_broken and judged.break_action_code = 3 then 'cancelled'
            when judged.is_broken and judged.is_missed_by_code then 'missed'
            when judged.is_broken and judged.has_code then 'cancelled'
            when judged.is_broken then 'broken'
            when judged.deleted_at is not null then 'deleted'
            when
                judged.appointment_status_code in (1, 4)
                and judged.scheduled_at::date >= settings.today_date
                then 'scheduled'
            when judged.appointment_status_code in (1, 4) then 'unresolved'
            else 'moved'
        end as slot_outcome,
        judged.booked_minutes,
        case when not judged.is_complete then round(judged.notice_hours, 1) end as notice_hours,
        judged.is_hygiene,
        judged.is_new_patient,
        judged.is_broken_in_history and not judged.is_complete as is_lost_by_history,
        judged.is_broken and not judged.is_complete and judged.has_code as is_lost_by_procedure,
        coalesce(judged.appointment_status_code = 5, false) as is_lost_by_status,
        judged.booked_at,
        judged.scheduled_at,
        coalesce(judged.broken_at, judged.deleted_at, judged.left_at) as ended_at,
        judged._loaded_at
    from judged
    cross join settings

),

lost_days as (

    select
        patient_id,
        scheduled_at::date as lost_date
    from settled_slots
    where is_lost_by_history or is_lost_by_status
    union
    select
        patient_id,
        ended_at::date as lost_date
    from settled_slots
    where is_lost_by_history or is_lost_by_status

),

-- Losses that only a code knows: one slot a patient and day.
coded_alone as (

    select
        'procedure ' || min(broken_codes.procedure_id)::text as appointment_slot,
        null::bigint as appointment_id,
        broken_codes.patient_id,
        min(broken_codes.provider_id) as provider_id,
        null::bigint as hygienist_id,
        null::bigint as operatory_id,
        min(broken_codes.clinic_id) as clinic_id,
        null::bigint as appointment_type_id,
        case
            when bool_or(broken_codes.is_missed_visit) then 'missed'
            else 'cancelled'
        end as slot_outcome,
        null::integer as booked_minutes,
        null::numeric as notice_hours,
        false as is_hygiene,
        false as is_new_patient,
        false as is_lost_by_history,
        true as is_lost_by_procedure,
        false as is_lost_by_status,
        null::timestamp as booked_at,
        broken_codes.service_date::timestamp as scheduled_at,
        null::timestamp as ended_at,
        max(broken_codes._loaded_at) as _loaded_at
    from broken_codes
    left join lost_days
        on
            broken_codes.patient_id = lost_days.patient_id
            and broken_codes.service_date = lost_days.lost_date
    where lost_days.patient_id is null
    group by broken_codes.patient_id, broken_codes.service_date

),

unioned as (

    select * from settled_slots
    union all
    select * from coded_alone

),

settled as (

    select
        *,
        slot_outcome in ('missed', 'late_cancelled', 'cancelled', 'broken') as is_lost,
        slot_outcome in (
            'completed', 'missed', 'late_cancelled', 'broken'
        ) as is_due
    from unioned

)

select * from settled
