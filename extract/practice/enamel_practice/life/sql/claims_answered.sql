-- Claims answered some time ago, with what was paid and what was expected.
select
    claim.*,
    insplan.CarrierNum,
    carrier.CarrierName,
    sum(claimproc.InsPayAmt) as paid,
    sum(if(claimproc.Status = 1, claimproc.InsPayEst, 0)) as expected,
    max(claimproc.Status = 4) as has_supplement,
    max(claimproc.IsTransfer) as has_transfer,
    max(claimproc.PayPlanNum) as on_plan,
    min(claimproc.ProcNum) as least_work
from claim
inner join claimproc on claimproc.ClaimNum = claim.ClaimNum and claimproc.Status in (1, 4)
inner join insplan on insplan.PlanNum = claim.PlanNum
inner join carrier on carrier.CarrierNum = insplan.CarrierNum
where
    claim.ClaimStatus = 'R'
    and claim.ClaimType = 'P'
    and claim.DateReceived between %(day)s - interval 45 day and %(day)s - interval 7 day
    and claim.PatNum not between %(first_trap)s and %(last_trap)s
group by claim.ClaimNum
order by claim.ClaimNum
