-- Question 38: Communication log search; who was contacted and when?
-- Answer: when, patient, how, direction, purpose; the last 30 days.
-- Caution: The text of a message never leaves Open Dental; another vendor's reminders are missing.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    contacts.contacted_at,
    contacts.patient_id,
    contacts.contact_mode,
    contacts.contact_direction,
    contacts.contact_purpose,
    contacts.is_automated,
    contacts.is_undelivered
from marts.fct_communications as contacts
cross join today
where contacts.contact_date > today.today_date - 30
order by contacts.contacted_at desc
limit 500
