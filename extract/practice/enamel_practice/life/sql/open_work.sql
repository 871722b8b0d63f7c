-- What is left to pay on a family's finished work, oldest first, insurance yet to come taken off.
-- Work on a pay plan is paid there.
with adjusted as (

    select adjustment.ProcNum, sum(adjustment.AdjAmt) as amount
    from adjustment
    inner join patient on patient.PatNum = adjustment.PatNum
    where patient.Guarantor = %(family)s and adjustment.ProcNum <> 0
    group by adjustment.ProcNum

),

insured as (

    select
        claimproc.ProcNum,
        sum(
            case
                when claimproc.Status in (1, 4, 5, 7) then claimproc.InsPayAmt + claimproc.WriteOff
                when claimproc.Status = 0 then claimproc.InsPayEst + claimproc.WriteOff
                when claimproc.Status = 6 and claimproc.NoBillIns = 0
                    then claimproc.InsEstTotal + greatest(claimproc.WriteOffEst, 0)
                else 0
            end
        ) as amount
    from claimproc
    inner join patient on patient.PatNum = claimproc.PatNum
    where patient.Guarantor = %(family)s and claimproc.ProcNum <> 0
    group by claimproc.ProcNum

),

paid as (

    select paysplit.ProcNum, sum(paysplit.SplitAmt) as amount
    from paysplit
    inner join procedurelog on procedurelog.ProcNum = paysplit.ProcNum
    inner join patient on patient.PatNum = procedurelog.PatNum
    where patient.Guarantor = %(family)s and paysplit.UnearnedType = 0
    group by paysplit.ProcNum

)

select
    proc.ProcNum,
    proc.PatNum,
    proc.ProvNum,
    proc.ClinicNum,
    proc.ProcDate,
    round(
        100 * (
            proc.ProcFee * (proc.UnitQty + proc.BaseUnits)
            + coalesce(adjusted.amount, 0)
            - coalesce(insured.amount, 0)
            - coalesce(paid.amount, 0)
        )
    ) as cents
from procedurelog as proc
inner join patient on patient.PatNum = proc.PatNum
left join adjusted on adjusted.ProcNum = proc.ProcNum
left join insured on insured.ProcNum = proc.ProcNum
left join paid on paid.ProcNum = proc.ProcNum
where
    patient.Guarantor = %(family)s
    and proc.ProcStatus = 2
    and proc.ProcFee <> 0
    and not exists (
        select 1 from payplancharge as charge
        where charge.ProcNum = proc.ProcNum and charge.ChargeType = 1
    )
    and not exists (
        select 1 from payplanlink as link where link.FKey = proc.ProcNum and link.LinkType = 2
    )
having cents <> 0
order by proc.ProcDate, proc.ProcNum
