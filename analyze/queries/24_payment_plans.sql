-- Question 24: Payment plans: due, overdue, future charges?
-- Answer: family, charged and due so far, paid, open; instalments dated in the future.
-- Caution: Dynamic plans store no future charges.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

, later as (
    select entries.guarantor_id, sum(entries.entry_amount) as later_charge_amount
    from marts.fct_ledger_entries as entries
    cross join today
    where entries.entry_type = 'payment_plan_debit' and entries.ledger_date > today.today_date
    group by entries.guarantor_id
)
select
    coalesce(plans.guarantor_id, later.guarantor_id) as guarantor_id,
    plans.charge_amount,
    plans.payment_amount,
    plans.payment_plan_due_amount,
    later.later_charge_amount
from marts.rpt_payment_plans_due as plans
full outer join later on plans.guarantor_id = later.guarantor_id
order by plans.payment_plan_due_amount desc nulls last
