-- Question 31: New patients with no follow-up appointment?
-- Answer: patient, first visit, source, recall due; first seen in the last 180 days, nothing since and nothing ahead.
-- Caution: Emergency patients often want no follow-up.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    new_patients.patient_id,
    new_patients.first_visit_date,
    new_patients.source_kind,
    new_patients.is_emergency_exam,
    profiles.recall_due_date,
    profiles.unscheduled_amount
from marts.rpt_new_patients as new_patients
cross join today
inner join marts.rpt_patient_profiles as profiles
    on new_patients.patient_id = profiles.patient_id
where
    new_patients.first_visit_date > today.today_date - 180
    and profiles.last_visit_date = new_patients.first_visit_date
    and profiles.next_appointment_at is null
    and profiles.patient_status = 'patient'
order by new_patients.first_visit_date desc, new_patients.patient_id
