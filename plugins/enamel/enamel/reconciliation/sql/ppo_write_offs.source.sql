-- Open Dental's PPO Write-offs by insurance payment date, one row per line, policy, day, carrier,
-- clinic and amount, computed on the source itself.
select
    parts.line,
    '' as policy,
    claimproc.DateCP as report_date,
    coalesce(carrier.CarrierNum, 0) as carrier_id,
    claimproc.ClinicNum as clinic_id,
    sum(
        cast(
            round(
                case parts.line
                    when 'fee_billed' then claimproc.FeeBilled
                    when 'write_off' then claimproc.WriteOff
                    else claimproc.InsPayAmt
                end, 2
            ) as decimal(15, 2)
        )
    ) as amount
from claimproc
inner join insplan on insplan.PlanNum = claimproc.PlanNum
left join carrier on carrier.CarrierNum = insplan.CarrierNum
cross join (
    select 'fee_billed' as line
    union all
    select 'write_off'
    union all
    select 'insurance_payment'
) as parts
where insplan.PlanType = 'p' and claimproc.Status in (1, 4) and claimproc.DateCP > '1880-01-01'
group by parts.line, claimproc.DateCP, coalesce(carrier.CarrierNum, 0), claimproc.ClinicNum
