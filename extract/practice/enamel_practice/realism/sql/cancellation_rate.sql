-- Every slot that was lost leaves a row in the history; kept ones are complete.
select sum(slots.lost = 3) / count(*)
from
    (
        select 0 as lost
        from appointment
        where
            AptStatus = 2 and AptDateTime >= @year_ago and AptDateTime < @today
        union all
        select HistApptAction
        from histappointment
        where
            HistApptAction in (2, 3) and AptDateTime >= @year_ago and AptDateTime < @today
    ) as slots
