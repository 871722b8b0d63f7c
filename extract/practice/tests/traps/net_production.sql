-- Production, plus adjustments, less write-offs of the practice's own policy (procedure date).
with

amounts as (

    select ProcFee * (UnitQty + BaseUnits) as amount
    from procedurelog
    where ProcStatus = 2 and ProcDate between %(from)s and %(to)s and PatNum >= %(first_id)s
    union all
    select -line.WriteOff
    from claimproc as line
    inner join procedurelog as proc on line.ProcNum = proc.ProcNum
    where
        line.Status = 7
        and proc.ProcStatus = 2
        and proc.ProcDate between %(from)s and %(to)s
        and line.PatNum >= %(first_id)s
    union all
    select AdjAmt
    from adjustment
    where AdjDate between %(from)s and %(to)s and PatNum >= %(first_id)s
    union all
    select -WriteOff
    from claimproc
    where
        Status in (0, 1, 4)
        and ProcDate between %(from)s and %(to)s
        and PatNum >= %(first_id)s
        and %(policy)s = (
            select cast(ValueString as signed)
            from preference
            where PrefName = 'ReportsPPOwriteoffDefaultToProcDate'
        )

)

select cast(sum(amount) as decimal(12, 2)) as amount
from amounts
