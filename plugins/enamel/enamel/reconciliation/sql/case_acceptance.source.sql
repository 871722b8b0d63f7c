-- Treatment planned in a month and accepted in so many days: completed, or planned and attached to
-- an appointment that is on the book and was made in time. Deleted plans are withdrawn.
select
    measures.line,
    concat(base.horizon, ' days') as policy,
    date(date_format(base.DateTP, '%%Y-%%m-01')) as month_start,
    base.ProvNum,
    base.ClinicNum,
    sum(
        case measures.line
            when 'presented_count' then not base.is_withdrawn
            when 'presented' then if(base.is_withdrawn, 0, base.fee)
            when 'accepted_count' then base.is_done or base.is_booked
            when 'accepted' then if(base.is_done or base.is_booked, base.fee, 0)
            when 'completed' then if(base.is_done, base.fee, 0)
            when 'withdrawn' then if(base.is_withdrawn, base.fee, 0)
        end
    ) as amount
from (
    select
        proc.ProvNum,
        proc.ClinicNum,
        proc.DateTP,
        days.horizon,
        cast(
            round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits), 2) as decimal(15, 2)
        ) as fee,
        proc.ProcStatus = 6 as is_withdrawn,
        proc.ProcStatus = 2
        and proc.ProcDate <= proc.DateTP + interval days.horizon day as is_done,
        proc.ProcStatus = 1
        and coalesce(apt.AptStatus = 1, 0)
        and date(apt.SecDateTEntry) <= proc.DateTP + interval days.horizon day as is_booked
    from procedurelog as proc
    inner join procedurecode as code on code.CodeNum = proc.CodeNum
    left join appointment as apt on apt.AptNum = proc.AptNum
    cross join (select 0 as horizon union all select 30 union all select 90) as days
    where
        proc.ProcStatus in (1, 2, 6, 8)
        and proc.DateTP > '1880-01-01'
        and proc.DateTP <= %(today)s
        and code.ProcCode regexp '^D[2-9]'
        and code.ProcCode not in ('D4910', 'D9986', 'D9987')
) as base
cross join (
    select 'presented_count' as line
    union all select 'presented'
    union all select 'accepted_count'
    union all select 'accepted'
    union all select 'completed'
    union all select 'withdrawn'
) as measures
group by
    measures.line,
    base.horizon,
    date_format(base.DateTP, '%%Y-%%m-01'),
    base.ProvNum,
    base.ClinicNum
having amount <> 0
