-- Open Dental's presentation statistics: procedures on saved plans, once each, at their first and at
-- their last presentation, by month and presenter.
with saved as (
    select
        tp_line.ProcNumOrig as ProcNum,
        plan.DateTP,
        if(plan.UserNumPresenter <> 0, plan.UserNumPresenter, plan.SecUserNumEntry) as presenter,
        row_number() over (
            partition by tp_line.ProcNumOrig order by plan.DateTP, plan.TreatPlanNum
        ) as from_first,
        row_number() over (
            partition by tp_line.ProcNumOrig order by plan.DateTP desc, plan.TreatPlanNum desc
        ) as from_last
    from proctp as tp_line
    inner join treatplan as plan on plan.TreatPlanNum = tp_line.TreatPlanNum
    where plan.TPStatus = 0 and plan.DateTP > '1880-01-01'
),

valued as (
    select
        proc.ProcNum,
        proc.ProcStatus,
        proc.ProcStatus = 1 and exists (
            select 1 from appointment as apt where apt.AptNum = proc.AptNum and apt.AptStatus = 1
        ) as is_scheduled,
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
                    select
                        sum(
                            if(
                                proc.ProcStatus = 2,
                                if(line.Status in (0, 1, 4, 7), line.WriteOff, 0),
                                if(
                                    line.Status = 6,
                                    if(
                                        line.WriteOffEstOverride <> -1,
                                        line.WriteOffEstOverride,
                                        if(line.WriteOffEst <> -1, line.WriteOffEst, 0)
                                    ), 0
                                )
                            )
                        )
                    from claimproc as line where line.ProcNum = proc.ProcNum
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
    where proc.ProcStatus in (1, 2)
),

counted as (
    select
        saved.*,
        valued.ProcStatus,
        valued.is_scheduled,
        valued.gross,
        valued.gross - valued.write_off + valued.adjustment as net,
        ways.policy
    from saved
    inner join valued on valued.ProcNum = saved.ProcNum
    inner join (select 'first' as policy union all select 'last') as ways
        on (ways.policy = 'first' and saved.from_first = 1)
        or (ways.policy = 'last' and saved.from_last = 1)
)

select
    measures.line,
    counted.policy,
    date(date_format(counted.DateTP, '%%Y-%%m-01')) as month_start,
    counted.presenter,
    sum(
        case measures.line
            when 'presented_count' then 1
            when 'presented_gross' then counted.gross
            when 'presented_net' then counted.net
            when 'scheduled_count' then counted.is_scheduled
            when 'scheduled_gross' then if(counted.is_scheduled, counted.gross, 0)
            when 'scheduled_net' then if(counted.is_scheduled, counted.net, 0)
            when 'completed_count' then counted.ProcStatus = 2
            when 'completed_gross' then if(counted.ProcStatus = 2, counted.gross, 0)
            when 'completed_net' then if(counted.ProcStatus = 2, counted.net, 0)
        end
    ) as amount
from counted
cross join (
    select 'presented_count' as line
    union all select 'presented_gross'
    union all select 'presented_net'
    union all select 'scheduled_count'
    union all select 'scheduled_gross'
    union all select 'scheduled_net'
    union all select 'completed_count'
    union all select 'completed_gross'
    union all select 'completed_net'
) as measures
group by measures.line, counted.policy, date_format(counted.DateTP, '%%Y-%%m-01'), counted.presenter
having amount <> 0
