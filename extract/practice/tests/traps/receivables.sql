-- The ledger by family: credits pay the oldest charges first.
with

entries as (

    select PatNum, ProcDate as dated, ProcFee * (UnitQty + BaseUnits) as amount
    from procedurelog
    where ProcStatus = 2
    union all
    select PatNum, AdjDate, AdjAmt
    from adjustment
    union all
    select split.PatNum, split.DatePay, -split.SplitAmt
    from paysplit as split
    left join definition as kind on split.UnearnedType = kind.DefNum
    where split.UnearnedType = 0 or coalesce(kind.ItemValue, '') = ''
    union all
    select line.PatNum, line.DateCP, -(line.InsPayAmt + line.WriteOff)
    from claimproc as line
    left join procedurelog as proc on line.ProcNum = proc.ProcNum
    where line.Status in (1, 4, 5, 7) and (line.ProcNum = 0 or proc.ProcStatus = 2)

),

families as (

    select
        pat.Guarantor - %(first_id)s + 1 as family,
        sum(entry.amount) as balance,
        sum(
            case when entry.amount > 0 and entry.dated < %(as_of)s - interval 90 day
                then entry.amount else 0 end
        ) as old_charges,
        -sum(least(entry.amount, 0)) as credits
    from entries as entry
    inner join patient as pat on entry.PatNum = pat.PatNum
    where entry.dated <= %(as_of)s and entry.PatNum >= %(first_id)s
    group by pat.Guarantor

)

select
    cast(sum(greatest(balance, 0)) as decimal(12, 2)) as total_amount,
    cast(sum(case when family = 1 then balance else 0 end) as decimal(12, 2)) as family_1_amount,
    cast(sum(case when family = 3 then balance else 0 end) as decimal(12, 2)) as family_3_amount,
    cast(sum(greatest(old_charges - credits, 0)) as decimal(12, 2)) as over_90_amount
from families
