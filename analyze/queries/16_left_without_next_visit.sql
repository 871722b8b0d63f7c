-- Question 16: Hygiene reappointment: who left without a next visit?
-- Answer: patient, day, hygienist of hygiene visits of the last 90 days that left with nothing and still have nothing ahead.
-- Caution: is_reappointed is as of the end of the visit day and never improves later.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    visits.patient_id,
    visits.visit_date,
    visits.hygiene_provider_id,
    visits.clinic_id,
    profiles.recall_due_date
from marts.fct_visits as visits
cross join today
left join marts.rpt_patient_profiles as profiles on visits.patient_id = profiles.patient_id
where
    visits.is_hygiene_visit
    and not visits.is_reappointed
    and visits.visit_date > today.today_date - 90
    and profiles.next_appointment_at is null
order by visits.visit_date desc, visits.patient_id
