-- Question 30: Fee schedule export and comparison with a PPO offer?
-- Answer: code, schedule, fee of today, median over all ordinary schedules; load an offer beside it and join by code.
-- Caution: For the fees of another day replace `is_current` by a date between valid_from_date and valid_until_date.
select
    fees.procedure_code,
    fees.fee_schedule_name,
    fees.schedule_fee_amount,
    medians.median_fee_amount
from marts.rpt_fee_history as fees
inner join (
    select
        history.procedure_code_id,
        percentile_disc(0.5) within group (order by history.schedule_fee_amount)
            as median_fee_amount
    from marts.rpt_fee_history as history
    inner join marts.dim_fee_schedules as schedules
        on history.fee_schedule_id = schedules.fee_schedule_id
    where
        history.is_current
        and history.schedule_fee_amount > 0
        and schedules.fee_schedule_type_code = 0
    group by history.procedure_code_id
) as medians on fees.procedure_code_id = medians.procedure_code_id
where fees.is_current
order by fees.procedure_code, fees.fee_schedule_name
