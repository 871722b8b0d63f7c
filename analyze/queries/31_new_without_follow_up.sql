-- Question 31: New patients with no follow-up appointment?
-- Answer: patient, first visit, source, emergency?, last contact, next action.
-- Caution: Emergency patients often want no follow-up.
select
    patient_id,
    first_visit_date,
    source_kind,
    is_emergency_exam,
    first_visit_amount,
    last_contact_date,
    next_action
from marts.rpt_worklist_new_patients_without_follow_up
order by first_visit_date desc, patient_id
limit 200
