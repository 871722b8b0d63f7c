-- Open Dental's lists of what waits at insurers, one row per line, policy, day, key and amount, as
-- of now, computed on the source itself.
select
    'claims_not_sent' as line,
    '' as policy,
    cast(%(today)s as date) as report_date,
    claim.ClaimNum as source_id,
    cast(round(claim.ClaimFee, 2) as decimal(15, 2)) as amount
from claim
where
    claim.ClaimStatus in ('U', 'H', 'W', 'I')
    and exists (
        select 1 from claimproc as line
        inner join procedurelog as proc on proc.ProcNum = line.ProcNum
        where line.ClaimNum = claim.ClaimNum
    )

union all

select
    'claims_outstanding',
    '',
    cast(%(today)s as date),
    claim.ClaimNum,
    cast(round(claim.ClaimFee, 2) as decimal(15, 2))
from claim
where claim.ClaimStatus = 'S' and claim.ClaimType <> 'PreAuth'

union all

select
    'claims_outstanding_estimate',
    '',
    cast(%(today)s as date),
    claim.ClaimNum,
    cast(round(line.InsPayEst, 2) as decimal(15, 2))
from claim
inner join claimproc as line on line.ClaimNum = claim.ClaimNum
where claim.ClaimStatus = 'S' and claim.ClaimType <> 'PreAuth' and line.Status = 0

union all

select
    'procedures_not_billed',
    '',
    cast(%(today)s as date),
    proc.ProcNum,
    cast(round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits), 2) as decimal(15, 2))
from procedurelog as proc
where
    proc.ProcStatus = 2
    and proc.ProcFee > 0
    and not exists (
        select 1 from procmultivisit as visit
        where visit.ProcNum = proc.ProcNum and visit.IsInProcess = 1
    )
    and exists (
        select 1
        from claimproc as line
        inner join patplan as cover on cover.PatNum = line.PatNum
        inner join inssub as sub
            on sub.InsSubNum = cover.InsSubNum and sub.PlanNum = line.PlanNum
        inner join insplan as plan on plan.PlanNum = sub.PlanNum
        where
            line.ProcNum = proc.ProcNum
            and line.PatNum = proc.PatNum
            and line.Status = 6
            and line.NoBillIns = 0
            and plan.IsMedical = 0
    )

union all

select
    'payments_not_finalized',
    '',
    cast(%(today)s as date),
    line.ClaimNum,
    cast(round(line.InsPayAmt, 2) as decimal(15, 2))
from claimproc as line
inner join claim on claim.ClaimNum = line.ClaimNum
where
    line.Status in (1, 4, 5)
    and line.ClaimPaymentNum = 0
    and line.InsPayAmt <> 0
    and line.IsTransfer = 0

union all

select
    'partial_checks',
    '',
    cast(%(today)s as date),
    ClaimPaymentNum,
    cast(round(CheckAmt, 2) as decimal(15, 2))
from claimpayment
where IsPartial = 1
