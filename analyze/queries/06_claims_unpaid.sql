-- Question 6: Which claims are sent and unpaid, by carrier and age?
-- Answer: carrier, age bucket, claims, expected payment, oldest claim in days.
-- Caution: Age runs from the first sending; an estimate can be 0 on a fee-for-service claim.
select
    carrier_name,
    age_bucket,
    count(*) as claim_count,
    sum(insurance_estimate_amount) as insurance_estimate_amount,
    max(outstanding_days_count) as oldest_days
from marts.rpt_claims_outstanding
group by carrier_name, age_bucket
order by insurance_estimate_amount desc, carrier_name
