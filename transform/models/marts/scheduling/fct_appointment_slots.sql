with

slots as (

    select * from {{ ref('int_appointment_slots_settled') }}

),

recovered as (

    select * from {{ ref('int_appointment_slots_recovered') }}

),

summed as (

    select * from {{ ref('int_appointment_procedures_summed') }}

),

final as (

    select
        -- keys
        slots.appointment_slot,
        slots.appointment_id,
        slots.patient_id,
        coalesce(slots.provider_id, 0) as provider_id,
        slots.hygienist_id,
        coalesce(slots.operatory_id, 0) as operatory_id,
        coalesce(slots.clinic_id, 0) as clinic_id,
        coalesce(slots.appointment_type_id, 0) as appointment_type_id,

        -- attributes
        slots.slot_outcome,
        slots.scheduled_at::date - slots.booked_at::date as lead_days,

        -- measures
        slots.booked_minutes::numeric as booked_minutes,
        slots.notice_hours,
        recovered.refilled_minutes::numeric as refilled_minutes,
        coalesce(summed.visit_fee_amount, 0) as visit_fee_amount,

        -- flags
        slots.is_due,
        slots.is_lost,
        slots.is_lost_by_status,
        slots.is_lost_by_history,
        slots.is_lost_by_procedure,
        slots.is_hygiene,
        slots.is_new_patient,
        coalesce(recovered.is_rebooked_in_7_days, false) as is_rebooked_in_7_days,
        coalesce(recovered.is_rebooked_in_30_days, false) as is_rebooked_in_30_days,

        -- times
        slots.scheduled_at::date as slot_date,
        slots.scheduled_at,
        slots.booked_at,
        slots.ended_at,
        recovered.rebooked_at,

        -- loader (UTC)
        slots._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from slots
    left join recovered
        on slots.appointment_slot = recovered.appointment_slot
    left join summed
        on slots.appointment_id = summed.appointment_id

)

select * from final
