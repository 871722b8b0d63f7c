-- The estimate when the claim was made, then the difference when insurance paid; -1 is no estimate.
with

claim_lines as (

    select
        line.Status,
        line.DateCP,
        line.WriteOff,
        cast(snap.DateTEntry as date) as estimated_on,
        greatest(coalesce(snap.Writeoff, 0), 0) as estimate
    from claimproc as line
    left join claimsnapshot as snap on line.ClaimProcNum = snap.ClaimProcNum
    where line.PatNum >= %(first_id)s

),

parts as (

    select
        sum(
            case
                when Status in (0, 1, 4) and estimated_on between %(from)s and %(to)s
                    then estimate
                else 0
            end
        ) as estimate_amount,
        sum(
            case
                when Status in (1, 4) and DateCP between %(from)s and %(to)s
                    then WriteOff - estimate
                else 0
            end
        ) as true_up_amount
    from claim_lines

)

select
    cast(estimate_amount + true_up_amount as decimal(12, 2)) as amount,
    cast(estimate_amount as decimal(12, 2)) as estimate_amount,
    cast(true_up_amount as decimal(12, 2)) as true_up_amount
from parts
