-- Visits lost in the last 90 days and not booked again; the costliest first.
with

today as (

    select calendar_date as today_date
    from marts.dim_dates
    where is_today

)

select
    slots.appointment_slot as item,
    slots.patient_id,
    slots.clinic_id,
    slots.provider_id,
    slots.slot_date as since_date,
    today.today_date - slots.slot_date as open_days,
    slots.visit_fee_amount as open_amount,
    concat_ws(
        ', ', slots.slot_outcome, case when slots.is_hygiene then 'hygiene' end,
        case when slots.is_new_patient then 'new patient' end
    ) as reason,
    row_number() over (
        order by
            slots.visit_fee_amount desc,
            slots.appointment_slot
    ) as priority
from marts.fct_appointment_slots as slots
cross join today
where
    slots.is_lost
    and slots.rebooked_at is null
    and slots.slot_date between today.today_date - 90 and today.today_date
    and (%(clinic_id)s::bigint is null or slots.clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or slots.provider_id = %(provider_id)s)
