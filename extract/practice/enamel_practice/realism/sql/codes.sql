select cod.ProcCode as label, count(*) as value
from procedurelog as pro
inner join procedurecode as cod on pro.CodeNum = cod.CodeNum
where
    pro.ProcStatus = 2
    and cod.ProcCode regexp '^D'
    and pro.ProcDate >= @year_ago
    and pro.ProcDate < @today
group by cod.ProcCode
order by value desc, label
