-- Question 33: Insurance to verify for upcoming visits?
-- Answer: visit, patient, carrier, which coverage, why, next action.
-- Caution: How long a verification holds and how far ahead it is looked: seeds/practice_settings.csv.
select
    scheduled_date,
    appointment_id,
    patient_id,
    carrier_name,
    coverage_ordinal,
    reason,
    next_action
from marts.rpt_worklist_insurance_to_verify
order by scheduled_date, patient_id, coverage_ordinal
