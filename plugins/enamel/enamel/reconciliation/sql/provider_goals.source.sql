-- Scheduled hours of Open Dental's production goal report and what they should bring: overlapping
-- shifts of a provider are one time, a day and clinic (of the operatory) at a time.
with shifts as (
    select distinct
        sched.ProvNum,
        sched.SchedDate,
        coalesce(nullif(op.ClinicNum, 0), sched.ClinicNum) as ClinicNum,
        time_to_sec(sched.StartTime) as start_second,
        time_to_sec(sched.StopTime) as stop_second
    from schedule as sched
    left join scheduleop as link on link.ScheduleNum = sched.ScheduleNum
    left join operatory as op on op.OperatoryNum = link.OperatoryNum
    where
        sched.SchedType = 1
        and sched.Status = 0
        and sched.ProvNum <> 0
        and sched.StopTime > sched.StartTime
),

-- What a shift adds beyond the latest stop before it.
added as (
    select
        shifts.*,
        greatest(
            stop_second - greatest(
                start_second,
                coalesce(
                    max(stop_second) over (
                        partition by ProvNum, SchedDate, ClinicNum
                        order by start_second, stop_second
                        rows between unbounded preceding and 1 preceding
                    ), 0
                )
            ), 0
        ) as new_seconds
    from shifts
),

days as (
    select
        ProvNum,
        SchedDate,
        ClinicNum,
        sum(new_seconds) as seconds
    from added
    group by ProvNum, SchedDate, ClinicNum
)

select
    measures.line,
    '' as policy,
    days.SchedDate,
    days.ProvNum,
    days.ClinicNum,
    if(
        measures.line = 'scheduled_minutes',
        days.seconds / 60,
        cast(round(days.seconds / 3600 * prov.HourlyProdGoalAmt, 2) as decimal(15, 2))
    ) as amount
from days
inner join provider as prov on prov.ProvNum = days.ProvNum
cross join (select 'scheduled_minutes' as line union all select 'goal') as measures
