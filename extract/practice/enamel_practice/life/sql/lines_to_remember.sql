-- A claim's lines that were paid by a plan without a fee schedule of its own.
select
    claimproc.ClaimProcNum,
    claimproc.ProcNum,
    claimproc.ProcDate,
    claimproc.InsPayAmt,
    claimproc.FeeBilled,
    claimproc.PlanNum,
    insplan.CarrierNum,
    procedurelog.CodeNum
from claimproc
inner join insplan on insplan.PlanNum = claimproc.PlanNum
inner join procedurelog on procedurelog.ProcNum = claimproc.ProcNum
where
    claimproc.ClaimNum = %(claim)s
    and claimproc.Status = 1
    and claimproc.InsPayAmt > 0
    and insplan.PlanType = ''
order by claimproc.ClaimProcNum
