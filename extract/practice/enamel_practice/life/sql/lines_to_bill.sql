-- Estimates of finished work of the last days that no claim was made for yet.
select
    claimproc.*,
    patplan.Ordinal,
    patplan.Relationship,
    procedurelog.ProcFee,
    procedurecode.ProcCode
from claimproc
inner join procedurelog on procedurelog.ProcNum = claimproc.ProcNum
inner join procedurecode on procedurecode.CodeNum = procedurelog.CodeNum
inner join patplan
    on patplan.PatNum = claimproc.PatNum and patplan.InsSubNum = claimproc.InsSubNum
where
    claimproc.Status = 6
    and claimproc.ClaimNum = 0
    and claimproc.NoBillIns = 0
    and procedurelog.ProcStatus = 2
    and procedurelog.ProcFee <> 0
    and procedurelog.DateComplete = %(day)s
    and claimproc.PatNum not between %(first_trap)s and %(last_trap)s
order by claimproc.PatNum, patplan.Ordinal, claimproc.ClaimProcNum
