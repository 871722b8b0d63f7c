-- Question 32: Lab cases due or not back before the visit?
-- Answer: lab case, patient, visit, day it was due, why it is listed, next action.
-- Caution: A case nobody entered is missing.
select
    lab_case_id,
    patient_id,
    laboratory_id,
    appointment_id,
    scheduled_date,
    due_date,
    reason,
    next_action
from marts.rpt_worklist_lab_cases_due
order by scheduled_date, due_date
