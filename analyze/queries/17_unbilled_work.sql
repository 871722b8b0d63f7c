-- Question 17: Completed work not yet billed; claims never sent; payments not finalised?
-- Answer: kind, rows, amount, the longest wait in days.
-- Caution: A patient whose plan was never entered is on no list.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    'work not billed' as kind,
    count(*) as row_count,
    sum(gross_fee_amount) as amount,
    max(waiting_days) as longest_wait_days
from marts.rpt_procedures_not_billed
union all
select 'claims not sent: ' || claim_status, count(*), sum(claim_fee_amount), max(waiting_days)
from marts.rpt_claims_not_sent
group by claim_status
union all
select
    finding,
    count(*),
    sum(open_amount),
    max(today.today_date - entered_date)
from marts.rpt_insurance_payments_not_finalized
cross join today
group by finding
