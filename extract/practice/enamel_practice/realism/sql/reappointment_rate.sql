select
    sum(exists(
        select 1
        from appointment as apt
        where
            apt.PatNum = cle.PatNum
            and apt.AptStatus in (1, 2, 3, 5)
            and apt.ProvHyg <> 0
            and (apt.AptDateTime > cle.day + interval 1 day or apt.AptStatus = 3)
            and apt.SecDateTEntry < cle.day + interval 1 day
            and apt.SecDateTEntry >= cle.day
    )) / count(*)
from
    (
        select distinct pro.PatNum, pro.ProcDate as day
        from procedurelog as pro
        inner join procedurecode as cod on pro.CodeNum = cod.CodeNum
        where
            pro.ProcStatus = 2
            and cod.ProcCode in ('D1110', 'D1120', 'D4346', 'D4910')
            and pro.ProcDate >= @year_ago
            and pro.ProcDate < @today
    ) as cle
