-- Question 5: Who owes us, how old is it, and what is really the patient's part?
-- Answer: family, buckets, balance, what insurance should still pay, the patient portion; largest first.
-- Caution: Balances stand on the guarantor; age is the charge's, not the day the patient became responsible.
select
    guarantor_id,
    balance_total_amount,
    balance_0_30_amount,
    balance_31_60_amount,
    balance_61_90_amount,
    balance_over_90_amount,
    insurance_estimate_amount,
    write_off_estimate_amount,
    patient_portion_amount
from marts.rpt_ar_aging
where is_today and balance_total_amount > 0
order by patient_portion_amount desc, guarantor_id
limit 100
