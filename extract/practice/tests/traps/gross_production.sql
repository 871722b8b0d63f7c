-- Completed work by date of service: fee times units, less what capitation writes off.
with

capitation as (

    select
        ProcNum,
        sum(WriteOff) as write_off
    from claimproc
    where Status = 7
    group by ProcNum

),

completed as (

    select
        code.ProcCode,
        cast(
            proc.ProcFee * (proc.UnitQty + proc.BaseUnits) - coalesce(cap.write_off, 0)
            as decimal(12, 2)
        ) as amount
    from procedurelog as proc
    inner join procedurecode as code on proc.CodeNum = code.CodeNum
    left join capitation as cap on proc.ProcNum = cap.ProcNum
    where
        proc.ProcStatus = 2
        and proc.ProcDate between %(from)s and %(to)s
        and proc.PatNum >= %(first_id)s

)

select
    sum(amount) as amount,
    sum(case when ProcCode not in ('D9986', 'D9987') then amount else 0 end) as clinical_amount
from completed
