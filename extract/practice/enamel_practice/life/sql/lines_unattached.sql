-- Lines that were paid and stand on no check yet.
select
    claimproc.*,
    insplan.CarrierNum,
    carrier.CarrierName
from claimproc
inner join insplan on insplan.PlanNum = claimproc.PlanNum
inner join carrier on carrier.CarrierNum = insplan.CarrierNum
where
    claimproc.Status in (1, 4)
    and claimproc.ClaimPaymentNum = 0
    and claimproc.InsPayAmt <> 0
    and claimproc.IsTransfer = 0
    and claimproc.ClaimNum <> 0
    and claimproc.DateCP < %(day)s
    and claimproc.PatNum not between %(first_trap)s and %(last_trap)s
order by insplan.CarrierNum, claimproc.ClinicNum, claimproc.ClaimProcNum
