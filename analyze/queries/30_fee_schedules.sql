-- Question 30: Fee schedule export and comparison with a PPO offer?
-- Answer: code, schedule, fee, median over all ordinary schedules; load an offer beside it and join by code.
-- Caution: Fees in force are read from history.fee_versions, because no mart holds single fees.
select
    codes.procedure_code,
    schedules.fee_schedule_name,
    fees.fee_amount,
    medians.median_fee_amount
from history.fee_versions as fees
inner join marts.dim_fee_schedules as schedules
    on fees.fee_schedule_id = schedules.fee_schedule_id
inner join marts.dim_procedure_codes as codes
    on fees.procedure_code_id = codes.procedure_code_id
inner join (
    select
        procedure_code_id,
        percentile_disc(0.5) within group (order by fee_amount) as median_fee_amount
    from history.fee_versions
    inner join marts.dim_fee_schedules using (fee_schedule_id)
    where valid_until_at is null and fee_amount > 0 and fee_schedule_type_code = 0
    group by procedure_code_id
) as medians on fees.procedure_code_id = medians.procedure_code_id
where fees.valid_until_at is null
order by codes.procedure_code, schedules.fee_schedule_name
