-- Days of work of the last three months, by family; each has its own way of being paid.
select distinct
    patient.Guarantor,
    proc.ProcDate
from procedurelog as proc
inner join patient on patient.PatNum = proc.PatNum
where
    proc.ProcStatus = 2
    and proc.ProcFee > 0
    and proc.ProcDate between %(day)s - interval 96 day and %(day)s - interval 1 day
    and proc.PatNum not between %(first_trap)s and %(last_trap)s
order by patient.Guarantor, proc.ProcDate
