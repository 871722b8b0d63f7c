select avg(datediff(apt.AptDateTime, apt.SecDateTEntry))
from appointment as apt
where
    apt.AptStatus = 2
    and apt.AptDateTime >= @year_ago
    and apt.AptDateTime < @today
    and exists(
        select 1
        from procedurelog as pro
        inner join procedurecode as cod on pro.CodeNum = cod.CodeNum
        where pro.AptNum = apt.AptNum and cod.ProcCode = 'D0140'
    )
