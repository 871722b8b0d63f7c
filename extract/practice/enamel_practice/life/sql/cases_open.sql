-- Treatment planned on a day's exam in the last three months, for patients with some of it unbooked.
select
    proc.ProcNum,
    proc.PatNum,
    proc.DateTP,
    proc.ProvNum,
    proc.ProcStatus,
    proc.AptNum,
    proc.PlannedAptNum,
    proc.ProcFee,
    proc.UnitQty,
    proc.BaseUnits,
    proc.CodeNum
from procedurelog as proc
inner join patient on patient.PatNum = proc.PatNum
where
    proc.Dx <> 0
    and proc.DateTP > %(day)s - interval 88 day
    and patient.PatStatus = 0
    and patient.PatNum not between %(first_trap)s and %(last_trap)s
    and exists (
        select 1 from procedurelog as other
        where
            other.PatNum = proc.PatNum
            and other.DateTP = proc.DateTP
            and other.ProcStatus = 1
            and other.AptNum = 0
            and other.Dx <> 0
    )
order by proc.PatNum, proc.DateTP, proc.ProcNum
