-- What every family owes as the program ages it: the four buckets, the balance and what
-- insurance should bring, of those families where it changed. Credits pay the oldest charges first.
-- as_of: the day; version: preference PayPlansVersion.
with hidden as (

    select DefNum from definition where Category = 29 and ItemValue <> ''

),

entries as (

    select
        PatNum,
        ProcDate as entry_date,
        round(ProcFee * (UnitQty + BaseUnits), 2) as amount
    from procedurelog
    where ProcStatus = 2

    union all

    select
        line.PatNum,
        line.DateCP,
        - if(line.PayPlanNum = 0, round(line.InsPayAmt, 2), 0) - round(line.WriteOff, 2)
    from claimproc as line
    left join procedurelog as proc on proc.ProcNum = line.ProcNum
    where line.Status in (1, 4, 5, 7) and (line.ProcNum = 0 or proc.ProcStatus = 2)

    union all

    select PatNum, AdjDate, round(AdjAmt, 2)
    from adjustment

    union all

    select PatNum, DatePay, - round(SplitAmt, 2)
    from paysplit
    where
        not (%(version)s in (1, 3) and PayPlanNum <> 0)
        and UnearnedType not in (select DefNum from hidden)

    union all

    select PatNum, PayPlanDate, - round(CompletedAmt, 2)
    from payplan
    where %(version)s = 1 or (%(version)s = 4 and PlanNum <> 0)

    union all

    select plan.PatNum, charge.ChargeDate, - round(charge.Principal, 2)
    from payplancharge as charge
    inner join payplan as plan on plan.PayPlanNum = charge.PayPlanNum
    where %(version)s in (2, 3) and charge.ChargeType = 1 and charge.ChargeDate <= %(as_of)s

    union all

    select charge.Guarantor, charge.ChargeDate, round(charge.Principal + charge.Interest, 2)
    from payplancharge as charge
    inner join payplan as plan on plan.PayPlanNum = charge.PayPlanNum
    where
        %(version)s = 2 and charge.ChargeType = 0 and plan.PlanNum = 0
        and charge.ChargeDate <= %(as_of)s

    union all

    -- Work on a dynamic plan: the fixed amount, else what is open on it outside the plan.
    select
        proc.PatNum,
        date(link.SecDateTEntry),
        - if(
            link.AmountOverride <> 0,
            round(link.AmountOverride, 2),
            round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits), 2)
            + coalesce((
                select sum(round(adj.AdjAmt, 2)) from adjustment as adj
                where
                    adj.ProcNum = proc.ProcNum and adj.PatNum = proc.PatNum
                    and adj.ProvNum = proc.ProvNum and adj.ClinicNum = proc.ClinicNum
            ), 0)
            - coalesce((
                select
                    sum(
                        if(
                            line.Status in (1, 4, 7),
                            round(line.InsPayAmt, 2) + round(line.WriteOff, 2),
                            round(
                                if(line.InsEstTotalOverride <> -1, line.InsEstTotalOverride,
                                    line.InsPayEst), 2
                            )
                            + round(greatest(
                                if(line.WriteOffEstOverride <> -1, line.WriteOffEstOverride,
                                    line.WriteOffEst), 0
                            ), 2)
                        )
                    )
                from claimproc as line
                where line.ProcNum = proc.ProcNum and line.Status <> 2
            ), 0)
            - coalesce((
                select sum(round(split.SplitAmt, 2)) from paysplit as split
                where split.ProcNum = proc.ProcNum and split.PayPlanNum = 0
            ), 0)
        )
    from payplanlink as link
    inner join procedurelog as proc on proc.ProcNum = link.FKey
    where %(version)s in (2, 3) and link.LinkType = 2

),

families as (

    select
        patient.Guarantor,
        sum(entries.amount) as total,
        sum(if(
            entries.amount > 0 and entries.entry_date <= %(as_of)s
            and entries.entry_date >= %(as_of)s - interval 30 day, entries.amount, 0
        )) as b30,
        sum(if(
            entries.amount > 0 and entries.entry_date < %(as_of)s - interval 30 day
            and entries.entry_date >= %(as_of)s - interval 60 day, entries.amount, 0
        )) as b60,
        sum(if(
            entries.amount > 0 and entries.entry_date < %(as_of)s - interval 60 day
            and entries.entry_date >= %(as_of)s - interval 90 day, entries.amount, 0
        )) as b90,
        sum(if(
            entries.amount > 0 and entries.entry_date < %(as_of)s - interval 90 day,
            entries.amount, 0
        )) as older,
        - sum(if(entries.amount < 0 and entries.entry_date <= %(as_of)s, entries.amount, 0))
            as credit
    from entries
    inner join patient on patient.PatNum = entries.PatNum
    group by patient.Guarantor

),

expected as (

    select
        patient.Guarantor,
        sum(round(line.InsPayEst, 2) + round(line.WriteOff, 2)) as amount
    from claimproc as line
    inner join patient on patient.PatNum = line.PatNum
    left join procedurelog as proc on proc.ProcNum = line.ProcNum
    where line.Status = 0 and (line.ProcNum = 0 or proc.ProcStatus = 2)
    group by patient.Guarantor

)

select
    patient.PatNum,
    round(greatest(
        coalesce(b30 - greatest(credit - older - b90 - b60, 0), 0), 0), 2) as Bal_0_30,
    round(greatest(
        coalesce(b60 - greatest(credit - older - b90, 0), 0), 0), 2) as Bal_31_60,
    round(greatest(coalesce(b90 - greatest(credit - older, 0), 0), 0), 2) as Bal_61_90,
    round(greatest(coalesce(older - credit, 0), 0), 2) as BalOver90,
    round(coalesce(families.total, 0), 2) as BalTotal,
    round(coalesce(expected.amount, 0), 2) as InsEst
from patient
left join families on families.Guarantor = patient.PatNum
left join expected on expected.Guarantor = patient.PatNum
where
    patient.Guarantor = patient.PatNum
    and patient.PatNum not between %(first_trap)s and %(last_trap)s
    and (
        abs(patient.Bal_0_30 - greatest(
            coalesce(b30 - greatest(credit - older - b90 - b60, 0), 0), 0)) > 0.005
        or abs(patient.Bal_31_60 - greatest(
            coalesce(b60 - greatest(credit - older - b90, 0), 0), 0)) > 0.005
        or abs(patient.Bal_61_90 - greatest(
            coalesce(b90 - greatest(credit - older, 0), 0), 0)) > 0.005
        or abs(patient.BalOver90 - greatest(coalesce(older - credit, 0), 0)) > 0.005
        or abs(patient.BalTotal - coalesce(families.total, 0)) > 0.005
        or abs(patient.InsEst - coalesce(expected.amount, 0)) > 0.005
    )
order by patient.PatNum
