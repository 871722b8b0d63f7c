select sum(seen.last_exam >= @today - interval 18 month) / count(*)
from
    (
        select
            pro.PatNum,
            max(if(cod.ProcCode in ('D0120', 'D0140', 'D0150', 'D0180'), pro.ProcDate, null))
                as last_exam
        from procedurelog as pro
        inner join procedurecode as cod on pro.CodeNum = cod.CodeNum
        where
            pro.ProcStatus = 2
            and cod.ProcCode not in ('D9986', 'D9987')
            and pro.ProcDate >= @today - interval 36 month
        group by pro.PatNum
    ) as seen
