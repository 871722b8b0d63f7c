-- Question 21: Today's schedule with balance, unscheduled treatment, family due, medical alerts, new patients (huddle)?
-- Answer: of today, or the next day with visits: time, chair, provider, patient, planned work, balances, open treatment, what is due.
-- Caution: That an alert exists is shown, never its text; names are in the schema identity.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)
, day as (
    select min(huddle.scheduled_date) as scheduled_date
    from marts.rpt_huddle as huddle
    cross join today
    where huddle.scheduled_date >= today.today_date
)
select
    huddle.scheduled_at,
    huddle.operatory_abbreviation,
    huddle.provider_abbreviation,
    huddle.patient_id,
    huddle.is_new_patient,
    huddle.procedures_planned,
    huddle.visit_fee_amount,
    huddle.family_balance_amount,
    huddle.unscheduled_amount,
    huddle.family_unscheduled_amount,
    huddle.is_hygiene_due,
    huddle.family_hygiene_due_count,
    huddle.is_confirmed,
    huddle.is_insurance_verified,
    huddle.is_lab_back,
    huddle.is_premedication_needed,
    huddle.has_medical_alert
from marts.rpt_huddle as huddle
inner join day on huddle.scheduled_date = day.scheduled_date
order by huddle.scheduled_at, huddle.operatory_abbreviation
