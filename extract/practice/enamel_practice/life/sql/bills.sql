-- A family's days of work: its own share as it was expected that day, and what was paid in 60 days.
with work as (

    select
        proc.ProcNum,
        proc.ProcDate,
        round(100 * proc.ProcFee * (proc.UnitQty + proc.BaseUnits)) as charged
    from procedurelog as proc
    inner join patient on patient.PatNum = proc.PatNum
    where
        patient.Guarantor = %(family)s
        and proc.ProcStatus = 2
        and proc.ProcFee > 0
        and proc.ProcDate > %(day)s - interval 500 day

),

expected as (

    select
        claimproc.ProcNum,
        round(100 * sum(claimproc.InsEstTotal + greatest(claimproc.WriteOffEst, 0))) as cents
    from claimproc
    inner join work on work.ProcNum = claimproc.ProcNum
    group by claimproc.ProcNum

),

adjusted as (

    select
        adjustment.ProcNum,
        round(100 * sum(adjustment.AdjAmt)) as cents
    from adjustment
    inner join work on work.ProcNum = adjustment.ProcNum
    where adjustment.AdjDate = work.ProcDate
    group by adjustment.ProcNum

),

paid as (

    select
        paysplit.ProcNum,
        round(100 * sum(paysplit.SplitAmt)) as cents
    from paysplit
    inner join work on work.ProcNum = paysplit.ProcNum
    where
        paysplit.UnearnedType = 0
        and paysplit.DatePay <= work.ProcDate + interval 60 day
    group by paysplit.ProcNum

)

select
    work.ProcDate,
    min(work.ProcNum) as first_work,
    max(expected.ProcNum is not null) as insured,
    cast(
        sum(
            greatest(
                0, work.charged - coalesce(expected.cents, 0) + coalesce(adjusted.cents, 0)
            )
        ) as signed
    ) as cents,
    cast(sum(coalesce(paid.cents, 0)) as signed) as paid
from work
left join expected on expected.ProcNum = work.ProcNum
left join adjusted on adjusted.ProcNum = work.ProcNum
left join paid on paid.ProcNum = work.ProcNum
group by work.ProcDate
order by work.ProcDate
