-- Question 25: Adjustments and discounts by type and user?
-- Answer: type, month, count, amount; the last twelve months.
-- Caution: An adjustment row keeps the user of its entry in Open Dental; no mart shows users of money yet, the audit log does.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    date_trunc('month', adjustments.adjustment_date)::date as month_start_date,
    coalesce(adjustments.adjustment_type, 'none') as adjustment_type,
    count(*) as adjustment_count,
    sum(adjustments.adjustment_amount) as adjustment_amount
from marts.fct_adjustments as adjustments
cross join today
where adjustments.adjustment_date > today.today_date - interval '12 months'
group by 1, 2
order by 1 desc, adjustment_amount
