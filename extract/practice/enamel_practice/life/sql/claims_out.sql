-- Claims that an insurer has had for some days.
select
    claim.*,
    insplan.CarrierNum,
    carrier.CarrierName
from claim
inner join insplan on insplan.PlanNum = claim.PlanNum
inner join carrier on carrier.CarrierNum = insplan.CarrierNum
where
    claim.ClaimStatus = 'S'
    and claim.DateSent <= %(day)s - interval 5 day
    and claim.ClaimType <> 'Cap'
    and claim.PatNum not between %(first_trap)s and %(last_trap)s
order by insplan.CarrierNum, claim.ClinicNum, claim.ClaimNum
