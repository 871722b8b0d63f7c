-- Question 20: Unused insurance benefits before year end (Q4 list)?
-- Answer: patient, carrier, benefit left, end of the benefit year, planned work that could use it.
-- Caution: Family maximums, waiting periods and lifetime limits are not in it.
select
    benefits.patient_id,
    benefits.carrier_name,
    benefits.remaining_benefit_amount,
    benefits.benefit_year_end_date,
    treatment.unscheduled_amount,
    least(benefits.remaining_benefit_amount, treatment.unscheduled_amount) as usable_amount
from marts.rpt_benefits_remaining as benefits
inner join marts.rpt_unscheduled_treatment as treatment
    on benefits.patient_id = treatment.patient_id
where
    benefits.coverage_ordinal = 1
    and benefits.remaining_benefit_amount > 0
    and treatment.unscheduled_amount > 0
order by benefits.benefit_year_end_date, usable_amount desc
limit 100
