-- Open Dental's Unearned Income by account, net of open work, and with what it could be allocated
-- to: one row per line, policy, day, family or patient and amount, as of now, computed on the
-- source.
with unearned as (
    select
        split.PatNum,
        pat.Guarantor,
        split.DatePay,
        cast(round(split.SplitAmt, 2) as decimal(15, 2)) as amount
    from paysplit as split
    inner join patient as pat on pat.PatNum = split.PatNum
    where
        split.UnearnedType <> 0
        and split.UnearnedType not in (
            select DefNum from definition where Category = 29 and ItemValue <> ''
        )
),

families as (
    select Guarantor, sum(amount) as amount, min(DatePay) as first_date
    from unearned
    group by Guarantor
),

money as (
    select
        ProcNum,
        cast(round(ProcFee * (UnitQty + BaseUnits), 2) as decimal(15, 2)) as amount
    from procedurelog
    where ProcStatus = 2

    union all

    select ProcNum, cast(round(AdjAmt, 2) as decimal(15, 2)) from adjustment where ProcNum <> 0

    union all

    select
        ProcNum,
        - cast(round(WriteOff, 2) as decimal(15, 2))
        - cast(if(Status in (1, 4), round(InsPayAmt, 2), 0) as decimal(15, 2))
        - cast(if(Status = 0, round(InsPayEst, 2), 0) as decimal(15, 2))
    from claimproc
    where ProcNum <> 0 and Status in (0, 1, 4, 7)

    union all

    select ProcNum, - cast(round(SplitAmt, 2) as decimal(15, 2)) from paysplit where ProcNum <> 0
),

owing as (
    select proc.ProcNum, pat.Guarantor, proc.ProcDate, sum(money.amount) as amount
    from money
    inner join procedurelog as proc on proc.ProcNum = money.ProcNum
    inner join patient as pat on pat.PatNum = proc.PatNum
    where proc.ProcStatus = 2
    group by proc.ProcNum, pat.Guarantor, proc.ProcDate
    having sum(money.amount) > 0.005
)

select
    'accounts' as line,
    '' as policy,
    cast(%(today)s as date) as report_date,
    Guarantor as source_id,
    amount
from families

union all

select 'net_unearned', '', cast(%(today)s as date), PatNum, sum(amount)
from unearned
where Guarantor not in (select Guarantor from owing)
group by PatNum

union all

select 'allocatable_unearned', '', cast(%(today)s as date), families.Guarantor, families.amount
from families
where
    families.amount > 0
    and exists (
        select 1 from owing
        where owing.Guarantor = families.Guarantor and owing.ProcDate >= families.first_date
    )

union all

select 'allocatable_owing', '', cast(%(today)s as date), families.Guarantor, sum(owing.amount)
from families
inner join owing
    on owing.Guarantor = families.Guarantor and owing.ProcDate >= families.first_date
where families.amount > 0
group by families.Guarantor
