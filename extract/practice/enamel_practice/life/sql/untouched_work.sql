-- Work of the last month that no insurer, no plan and no payment has anything to do with.
select proc.*
from procedurelog as proc
where
    proc.ProcStatus = 2
    and proc.ProcFee > 0
    and proc.ProcDate between %(first)s and %(last)s
    and proc.PatNum not between %(first_trap)s and %(last_trap)s
    and not exists (select 1 from claimproc where claimproc.ProcNum = proc.ProcNum)
    and not exists (select 1 from payplanlink where payplanlink.FKey = proc.ProcNum)
    and not exists (select 1 from payplancharge where payplancharge.ProcNum = proc.ProcNum)
order by proc.ProcNum
limit 200
