select count(*) / 12 / (select greatest(1, count(*)) from clinic where IsHidden = 0)
from
    (
        select pro.PatNum
        from procedurelog as pro
        inner join procedurecode as cod on pro.CodeNum = cod.CodeNum
        where pro.ProcStatus = 2 and cod.ProcCode not in ('D9986', 'D9987')
        group by pro.PatNum
        having min(pro.ProcDate) >= @year_ago and min(pro.ProcDate) < @today
    ) as fresh
