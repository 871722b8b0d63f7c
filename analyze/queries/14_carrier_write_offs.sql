-- Question 14: What did each carrier write off; is this PPO worth keeping?
-- Answer: carrier, fee billed, write-off, its share, paid by insurance, patients and net production a patient; twelve months.
-- Caution: What the patients would do without the plan is unknown.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

, members as (
    select carrier_id, count(*) as active_patient_count
    from marts.rpt_patient_profiles
    where is_active_18_months and carrier_id is not null
    group by carrier_id
)
select
    write_offs.carrier_name,
    sum(write_offs.fee_billed_amount) as fee_billed_amount,
    sum(write_offs.write_off_amount) as write_off_amount,
    round(sum(write_offs.write_off_amount) / nullif(sum(write_offs.fee_billed_amount), 0), 4)
        as write_off_rate,
    sum(write_offs.insurance_payment_amount) as insurance_payment_amount,
    max(members.active_patient_count) as active_patient_count,
    round(
        sum(write_offs.fee_billed_amount - write_offs.write_off_amount)
        / nullif(max(members.active_patient_count), 0), 2
    ) as net_fee_per_patient_amount
from marts.rpt_ppo_write_offs as write_offs
cross join today
left join members on write_offs.carrier_id = members.carrier_id
where write_offs.month_start_date > today.today_date - interval '12 months'
group by write_offs.carrier_name
order by write_off_amount desc
