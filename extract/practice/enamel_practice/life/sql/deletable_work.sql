-- Planned work that stands in no visit, on no claim and on no saved plan.
select proc.*
from procedurelog as proc
where
    proc.ProcStatus = 1
    and proc.AptNum = 0
    and proc.PlannedAptNum = 0
    and proc.PatNum not between %(first_trap)s and %(last_trap)s
    and not exists (
        select 1 from claimproc
        where claimproc.ProcNum = proc.ProcNum and claimproc.ClaimNum <> 0
    )
    and not exists (select 1 from paysplit where paysplit.ProcNum = proc.ProcNum)
    and not exists (select 1 from adjustment where adjustment.ProcNum = proc.ProcNum)
order by proc.ProcNum desc
limit 400
