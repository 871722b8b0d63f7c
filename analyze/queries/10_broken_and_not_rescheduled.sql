-- Question 10: Who broke or missed, who repeats, and who was never rescheduled?
-- Answer: patient, what became of the last slot, how many of the past slots were lost, what is at stake, last contact; repeaters first.
-- Caution: One outcome per slot; an office that drags broken appointments to another day has moves instead.
select
    patient_id,
    slot_outcome,
    broken_slot_count,
    past_slot_count,
    worklist_amount,
    is_hygiene,
    waiting_since_date,
    last_contact_date,
    reason
from marts.rpt_worklist_broken_not_rescheduled
order by broken_slot_count desc, worklist_amount desc nulls last
limit 200
