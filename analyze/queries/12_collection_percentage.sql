-- Question 12: What is our collection percentage, properly matched to the work?
-- Answer: month of the work, horizon in days, collectible, collected, rate.
-- Caution: A horizon is final once it is over for the whole month; money on no procedure is missing (rpt_income_unmatched).
select
    month_start_date,
    within_days,
    sum(collectible_amount) as collectible_amount,
    sum(patient_payment_amount + insurance_payment_amount) as collected_amount,
    round(
        sum(patient_payment_amount + insurance_payment_amount)
        / nullif(sum(collectible_amount), 0), 4
    ) as collection_rate
from marts.rpt_collection_cohorts
where is_final
group by month_start_date, within_days
order by month_start_date desc, within_days
limit 60
