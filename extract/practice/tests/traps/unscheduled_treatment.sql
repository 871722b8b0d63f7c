select
    cast(
        sum(proc.ProcFee * (proc.UnitQty + proc.BaseUnits) - proc.Discount) as decimal(12, 2)
    ) as amount,
    count(distinct proc.PatNum) as patient_count
from procedurelog as proc
inner join patient as pat on proc.PatNum = pat.PatNum
where
    proc.ProcStatus = 1
    and pat.PatStatus = 0
    and proc.PatNum >= %(first_id)s
    and not exists (
        select apt.AptNum
        from appointment as apt
        where
            apt.AptNum = proc.AptNum
            and apt.AptStatus = 1
            and apt.AptDateTime >= %(as_of)s
    )
