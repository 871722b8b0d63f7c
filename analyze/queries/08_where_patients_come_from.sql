-- Question 8: Where do new patients come from and what are they worth?
-- Answer: source, new patients, those whose first year is over, their net production and payments of that year, median.
-- Caution: The first referral gets all of it; a few patients make no average.
select
    source_kind,
    coalesce(source_name, 'source ' || referral_id, 'unknown') as source_name,
    sum(new_patient_count) as new_patient_count,
    sum(first_year_over_count) as first_year_over_count,
    sum(first_year_production_amount) as first_year_production_amount,
    sum(first_year_collection_amount) as first_year_collection_amount
from marts.rpt_referral_sources
group by 1, 2
order by new_patient_count desc
limit 50
