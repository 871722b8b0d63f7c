-- Question 11: Collections by day, provider and payment type; does the deposit match?
-- Answer: day, payer, payment type, amount, what is on a deposit; the last 31 days.
-- Caution: A payment belongs to the clinic of its splits; provider splits are in fct_payment_splits.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    payments.report_date,
    payments.payer,
    coalesce(payments.payment_type, 'none') as payment_type,
    sum(payments.payment_amount) as payment_amount,
    sum(payments.payment_amount) filter (where payments.deposit_id is not null)
        as deposited_amount,
    count(*) filter (where deposits.is_explained = false) as payments_on_wrong_deposit_count
from marts.rpt_daily_payments as payments
cross join today
left join marts.rpt_deposits as deposits on payments.deposit_id = deposits.deposit_id
where
    payments.report_date > today.today_date - 31
    and payments.report_date <= today.today_date
    and not payments.is_income_transfer
group by 1, 2, 3
order by payments.report_date desc, payments.payer, payment_amount desc
