-- Open Dental's report of presented treatment production: work completed on a day that is on any
-- saved plan, for the presenter of the first one; write-offs of claims are taken off once.
select
    measures.line,
    '' as policy,
    work.ProcDate,
    work.presenter,
    sum(
        case measures.line
            when 'gross' then work.gross
            when 'net' then work.gross - work.write_off + work.adjustment
        end
    ) as amount
from (
    select
        proc.ProcDate,
        (
            select if(plan.UserNumPresenter <> 0, plan.UserNumPresenter, plan.SecUserNumEntry)
            from proctp as tp_line
            inner join treatplan as plan on plan.TreatPlanNum = tp_line.TreatPlanNum
            where
                tp_line.ProcNumOrig = proc.ProcNum
                and plan.TPStatus = 0
                and plan.DateTP > '1880-01-01'
            order by plan.DateTP, plan.TreatPlanNum
            limit 1
        ) as presenter,
        cast(
            round(
                proc.ProcFee * (proc.UnitQty + proc.BaseUnits) - coalesce((
                    select sum(line.WriteOff) from claimproc as line
                    where line.ProcNum = proc.ProcNum and line.Status = 7
                ), 0), 2
            ) as decimal(15, 2)
        ) as gross,
        cast(
            round(
                coalesce((
                    select sum(line.WriteOff) from claimproc as line
                    where line.ProcNum = proc.ProcNum and line.Status in (0, 1, 4)
                ), 0), 2
            ) as decimal(15, 2)
        ) as write_off,
        cast(
            coalesce((
                select sum(round(adj.AdjAmt, 2)) from adjustment as adj
                where adj.ProcNum = proc.ProcNum
            ), 0) as decimal(15, 2)
        ) as adjustment
    from procedurelog as proc
    where
        proc.ProcStatus = 2
        and proc.ProcDate > '1880-01-01'
        and exists (
            select 1
            from proctp as tp_line
            inner join treatplan as plan on plan.TreatPlanNum = tp_line.TreatPlanNum
            where
                tp_line.ProcNumOrig = proc.ProcNum
                and plan.TPStatus = 0
                and plan.DateTP > '1880-01-01'
        )
) as work
cross join (select 'gross' as line union all select 'net') as measures
group by measures.line, work.ProcDate, work.presenter
having amount <> 0
