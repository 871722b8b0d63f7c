-- Question 10: Who broke or missed, who repeats, and who was never rescheduled?
-- Answer: patient, lost slots of the last twelve months, missed ones, last loss, whether a visit lies ahead; repeaters first.
-- Caution: One outcome per slot; an office that drags broken appointments to another day has moves instead.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    slots.patient_id,
    count(*) as lost_slot_count,
    count(*) filter (where slots.slot_outcome = 'missed') as missed_count,
    max(slots.slot_date) as last_lost_date,
    sum(slots.visit_fee_amount) as visit_fee_amount
from marts.fct_appointment_slots as slots
cross join today
left join marts.rpt_patient_profiles as profiles on slots.patient_id = profiles.patient_id
where
    slots.is_lost
    and slots.slot_date > today.today_date - interval '12 months'
    and profiles.next_appointment_at is null
group by slots.patient_id
order by lost_slot_count desc, last_lost_date desc
limit 100
