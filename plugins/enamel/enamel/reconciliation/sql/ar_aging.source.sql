-- Open Dental's aging of receivables per family on one day, computed on the source itself.
-- as_of: the day; is_today: 1 for the practice's today (future entries count, estimates are what is
-- pending now), 0 for a past day; version: preference PayPlansVersion.
with entries as (
    select
        proc.PatNum,
        proc.ProcDate as entry_date,
        round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits), 2) as amount
    from procedurelog as proc
    where proc.ProcStatus = 2

    union all

    select
        line.PatNum,
        line.DateCP,
        - if(line.PayPlanNum = 0, round(line.InsPayAmt, 2), 0) - round(line.WriteOff, 2)
    from claimproc as line
    left join procedurelog as proc on proc.ProcNum = line.ProcNum
    where line.Status in (1, 4, 5, 7) and (line.ProcNum = 0 or proc.ProcStatus = 2)

    union all

    select
        PatNum,
        AdjDate,
        round(AdjAmt, 2)
    from adjustment

    union all

    select
        split.PatNum,
        split.DatePay,
        - round(split.SplitAmt, 2)
    from paysplit as split
    where
        not (%(version)s in (1, 3) and split.PayPlanNum <> 0)
        and split.UnearnedType not in (
            select DefNum from definition where Category = 29 and ItemValue <> ''
        )

    union all

    -- A whole plan leaves the account: every plan in version 1, insurance plans in version 4.
    select
        PatNum,
        PayPlanDate,
        - round(CompletedAmt, 2)
    from payplan
    where %(version)s = 1 or (%(version)s = 4 and PlanNum <> 0)

    union all

    -- Plan credits leave the patient's account as they fall due (versions 2 and 3).
    select
        plan.PatNum,
        charge.ChargeDate,
        - round(charge.Principal, 2)
    from payplancharge as charge
    inner join payplan as plan on plan.PayPlanNum = charge.PayPlanNum
    where %(version)s in (2, 3) and charge.ChargeType = 1 and charge.ChargeDate <= %(as_of)s

    union all

    -- Plan debits reach the account of whoever pays the plan (version 2).
    select
        charge.Guarantor,
        charge.ChargeDate,
        round(charge.Principal, 2) + round(charge.Interest, 2)
    from payplancharge as charge
    inner join payplan as plan on plan.PayPlanNum = charge.PayPlanNum
    where
        %(version)s = 2
        and charge.ChargeType = 0
        and plan.PlanNum = 0
        and charge.ChargeDate <= %(as_of)s

    union all

    -- Procedures on a dynamic plan: the fixed amount, else what is open on them outside the plan.
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
                    adj.ProcNum = proc.ProcNum
                    and adj.PatNum = proc.PatNum
                    and adj.ProvNum = proc.ProvNum
                    and adj.ClinicNum = proc.ClinicNum
            ), 0)
            - coalesce((
                select
                    sum(
                        if(
                            line.Status in (1, 4, 7),
                            round(line.InsPayAmt, 2) + round(line.WriteOff, 2),
                            round(
                                if(
                                    line.InsEstTotalOverride <> -1,
                                    line.InsEstTotalOverride,
                                    line.InsPayEst
                                ), 2
                            )
                            + round(
                                case
                                    when line.WriteOffEstOverride <> -1
                                        then line.WriteOffEstOverride
                                    when line.WriteOffEst <> -1 then line.WriteOffEst
                                    else 0
                                end, 2
                            )
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
    inner join payplan as plan on plan.PayPlanNum = link.PayPlanNum
    inner join procedurelog as proc on proc.ProcNum = link.FKey
    where
        %(version)s in (2, 3)
        and link.LinkType = 2
        and not (plan.DynamicPayPlanTPOption = 1 and proc.ProcStatus <> 2)

    union all

    select
        adj.PatNum,
        date(link.SecDateTEntry),
        - if(
            link.AmountOverride <> 0,
            round(link.AmountOverride, 2),
            round(adj.AdjAmt, 2)
            - coalesce((
                select sum(round(split.SplitAmt, 2)) from paysplit as split
                where split.AdjNum = adj.AdjNum and split.PayPlanNum = 0
            ), 0)
        )
    from payplanlink as link
    inner join adjustment as adj on adj.AdjNum = link.FKey
    where %(version)s in (2, 3) and link.LinkType = 1
),

families as (
    select
        pat.Guarantor,
        sum(
            if(ent.amount > 0 and ent.entry_date between %(as_of)s - interval 30 day and %(as_of)s,
                cast(ent.amount as decimal(15, 2)), 0)
        ) as charge_0_30,
        sum(
            if(ent.amount > 0 and ent.entry_date >= %(as_of)s - interval 60 day
                and ent.entry_date < %(as_of)s - interval 30 day,
                cast(ent.amount as decimal(15, 2)), 0)
        ) as charge_31_60,
        sum(
            if(ent.amount > 0 and ent.entry_date >= %(as_of)s - interval 90 day
                and ent.entry_date < %(as_of)s - interval 60 day,
                cast(ent.amount as decimal(15, 2)), 0)
        ) as charge_61_90,
        sum(
            if(ent.amount > 0 and ent.entry_date < %(as_of)s - interval 90 day,
                cast(ent.amount as decimal(15, 2)), 0)
        ) as charge_over_90,
        sum(
            if(ent.amount < 0 and ent.entry_date <= %(as_of)s,
                - cast(ent.amount as decimal(15, 2)), 0)
        ) as credit,
        sum(
            if(%(is_today)s = 1 or ent.entry_date <= %(as_of)s,
                cast(ent.amount as decimal(15, 2)), 0)
        ) as total
    from entries as ent
    inner join patient as pat on pat.PatNum = ent.PatNum
    group by pat.Guarantor
),

estimates as (
    select
        pat.Guarantor,
        sum(cast(round(line.InsPayEst, 2) as decimal(15, 2))) as insurance_estimate,
        sum(cast(round(line.WriteOff, 2) as decimal(15, 2))) as write_off_estimate
    from claimproc as line
    inner join patient as pat on pat.PatNum = line.PatNum
    left join procedurelog as proc on proc.ProcNum = line.ProcNum
    where
        (line.ProcNum = 0 or proc.ProcStatus = 2)
        and (
            (line.Status = 0 and (%(is_today)s = 1 or line.ProcDate <= %(as_of)s))
            or (
                line.Status = 1
                and %(is_today)s = 0
                and line.ProcDate <= %(as_of)s
                and line.DateCP > %(as_of)s
            )
        )
    group by pat.Guarantor
)

select
    Guarantor,
    greatest(charge_0_30 - greatest(credit - charge_over_90 - charge_61_90 - charge_31_60, 0), 0)
        as balance_0_30,
    greatest(charge_31_60 - greatest(credit - charge_over_90 - charge_61_90, 0), 0)
        as balance_31_60,
    greatest(charge_61_90 - greatest(credit - charge_over_90, 0), 0) as balance_61_90,
    greatest(charge_over_90 - credit, 0) as balance_over_90,
    total as balance_total,
    0 as insurance_estimate,
    0 as write_off_estimate
from families

union all

select
    Guarantor,
    0,
    0,
    0,
    0,
    0,
    insurance_estimate,
    write_off_estimate
from estimates
