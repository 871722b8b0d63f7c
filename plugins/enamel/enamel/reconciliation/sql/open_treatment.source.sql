-- Open Dental's Treatment Finder over all dates, as of today: planned procedures of patients, with
-- and without those who have a visit ahead; and what itself is on no visit ahead, less discounts.
select
    report.line,
    '' as policy,
    date(%(today)s) as report_date,
    report.PatNum,
    sum(report.amount) as amount
from (
    select
        'every_patient' as line,
        proc.PatNum,
        cast(
            round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits), 2) as decimal(15, 2)
        ) as amount
    from procedurelog as proc
    inner join patient as pat on pat.PatNum = proc.PatNum
    where proc.ProcStatus = 1 and pat.PatStatus = 0

    union all

    select
        'without_visit_ahead',
        proc.PatNum,
        cast(round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits), 2) as decimal(15, 2))
    from procedurelog as proc
    inner join patient as pat on pat.PatNum = proc.PatNum
    where
        proc.ProcStatus = 1
        and pat.PatStatus = 0
        and not exists (
            select 1 from appointment as apt
            where
                apt.PatNum = proc.PatNum
                and apt.AptStatus = 1
                and apt.AptDateTime >= %(today)s
        )

    union all

    select
        'unscheduled',
        proc.PatNum,
        cast(
            round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits) - proc.Discount, 2)
            as decimal(15, 2)
        )
    from procedurelog as proc
    inner join patient as pat on pat.PatNum = proc.PatNum
    where
        proc.ProcStatus = 1
        and pat.PatStatus = 0
        and not exists (
            select 1 from appointment as apt
            where
                apt.AptNum = proc.AptNum
                and apt.AptStatus = 1
                and apt.AptDateTime >= %(today)s
        )
) as report
group by report.line, report.PatNum
having amount <> 0
