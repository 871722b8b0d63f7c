-- Question 18: Unearned and prepaid balances; credits to refund?
-- Answer: patient, prepaid, what the family owes, how much could be allocated; then families in credit.
-- Caution: Hidden prepayment types are left out, as in Open Dental.
select
    'prepaid' as kind,
    guarantor_id,
    sum(unearned_amount) as amount,
    max(family_owing_amount) as family_owing_amount,
    min(first_unearned_date) as since_date
from marts.rpt_unearned_by_patient
group by guarantor_id
union all
select 'credit', guarantor_id, balance_total_amount, 0, as_of_date
from marts.rpt_ar_aging
where is_today and balance_total_amount < 0
order by kind, amount
limit 200
