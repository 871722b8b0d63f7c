-- Question 40: Referred-out procedures: did they come back completed?
-- Answer: specialty, status as noted, referrals, fee, the longest wait in days of those that are not done.
-- Caution: Only what the office noted; a letter nobody entered is missing.
select
    coalesce(specialty, 'unknown') as specialty,
    referral_to_status,
    count(*) as referral_count,
    count(*) filter (where is_done) as done_count,
    sum(gross_fee_amount) as gross_fee_amount,
    max(open_days) filter (where not is_done) as longest_open_days
from marts.rpt_outgoing_referrals
group by 1, 2
order by referral_count desc
