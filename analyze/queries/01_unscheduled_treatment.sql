-- Question 1: Who has treatment planned but nothing scheduled, worth how much, with benefits left?
-- Answer: patient_id, unscheduled_amount, benefits_remaining_amount, oldest_planned_date, last_visit_date; most valuable first.
-- Caution: Work planned more than 18 months ago is kept apart as stale; benefits are the annual maximum alone.
select
    patient_id,
    primary_provider_id,
    unscheduled_amount - unscheduled_stale_amount as fresh_amount,
    unscheduled_stale_amount as stale_amount,
    unscheduled_procedure_count,
    benefits_remaining_amount,
    benefit_year_end_date,
    oldest_planned_date,
    last_visit_date
from marts.rpt_unscheduled_treatment
where
    unscheduled_amount > 0
    and not has_visit_ahead
order by unscheduled_amount - unscheduled_stale_amount desc, patient_id
limit 100
