-- Question 21: Today's schedule with balance, unscheduled treatment, family due, medical alerts, new patients (huddle)?
-- Answer: of today, or the next day with visits: time, chair, provider, patient, new?, planned fee, family balance, unscheduled treatment, recall overdue, benefits verified?
-- Caution: No medical alerts: only that premedication exists is staged, and no mart shows it. Names are in the schema identity.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

, day as (
    select min(visits.scheduled_date) as scheduled_date
    from marts.fct_appointments as visits
    cross join today
    where visits.is_on_the_book and visits.scheduled_date >= today.today_date
), benefits as (
    select patient_id, bool_and(is_verified) as is_verified
    from marts.rpt_benefits_remaining
    group by patient_id
)
select
    visits.scheduled_at,
    visits.operatory_id,
    visits.provider_id,
    visits.patient_id,
    visits.is_new_patient,
    visits.confirmation_status,
    visits.visit_fee_amount,
    aging.balance_total_amount as family_balance_amount,
    aging.balance_over_90_amount as family_over_90_amount,
    profiles.unscheduled_amount,
    profiles.is_recall_overdue,
    profiles.family_patient_count - profiles.family_active_count as family_inactive_count,
    benefits.is_verified
from marts.fct_appointments as visits
inner join day on visits.scheduled_date = day.scheduled_date
inner join marts.dim_patients as patients on visits.patient_id = patients.patient_id
left join marts.rpt_ar_aging as aging
    on patients.guarantor_id = aging.guarantor_id and aging.is_today
left join marts.rpt_patient_profiles as profiles on visits.patient_id = profiles.patient_id
left join benefits on visits.patient_id = benefits.patient_id
where visits.is_on_the_book
order by visits.scheduled_at, visits.operatory_id
