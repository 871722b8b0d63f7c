-- Treatment planned in the window; accepted is done, or booked, within the horizon.
with

presented as (

    select
        proc.PatNum,
        cast(proc.ProcFee * (proc.UnitQty + proc.BaseUnits) as decimal(12, 2)) as amount,
        case
            when proc.ProcStatus = 2
                then proc.ProcDate <= proc.DateTP + interval %(horizon_days)s day
            when proc.ProcStatus = 1 and apt.AptStatus = 1
                then cast(apt.SecDateTEntry as date)
                    <= proc.DateTP + interval %(horizon_days)s day
            else 0
        end as is_accepted
    from procedurelog as proc
    inner join procedurecode as code on proc.CodeNum = code.CodeNum
    left join appointment as apt on proc.AptNum = apt.AptNum
    where
        proc.ProcStatus in (1, 2, 8)
        and proc.DateTP between %(from)s and %(to)s
        and substr(code.ProcCode, 1, 2) between 'D2' and 'D9'
        and code.ProcCode not in ('D9986', 'D9987', 'D4910')
        and proc.PatNum >= %(first_id)s

)

select
    sum(amount) as presented_amount,
    cast(sum(amount * is_accepted) as decimal(12, 2)) as accepted_amount,
    cast(sum(amount * is_accepted) / sum(amount) as decimal(6, 4)) as amount_rate,
    count(*) as presented_count,
    cast(sum(is_accepted) as signed) as accepted_count,
    cast(
        count(distinct case when is_accepted then PatNum end) / count(distinct PatNum)
        as decimal(6, 4)
    ) as patient_rate
from presented
