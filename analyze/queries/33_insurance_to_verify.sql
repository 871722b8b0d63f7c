-- Question 33: Insurance to verify for upcoming visits?
-- Answer: visit, patient, carrier, last verification; the next seven days.
-- Caution: A verification holds for verification_valid_days (seeds/practice_settings.csv).
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    visits.scheduled_at,
    visits.patient_id,
    benefits.carrier_name,
    benefits.coverage_ordinal,
    benefits.last_verified_date
from marts.fct_appointments as visits
cross join today
inner join marts.rpt_benefits_remaining as benefits on visits.patient_id = benefits.patient_id
where
    visits.is_on_the_book
    and visits.scheduled_date between today.today_date and today.today_date + 7
    and not benefits.is_verified
order by visits.scheduled_at, visits.patient_id, benefits.coverage_ordinal
