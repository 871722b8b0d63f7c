select sum(days.fluoride) / count(*)
from
    (
        select
            pro.PatNum,
            pro.ProcDate,
            max(cod.ProcCode in ('D1206', 'D1208')) as fluoride
        from procedurelog as pro
        inner join procedurecode as cod on pro.CodeNum = cod.CodeNum
        inner join patient as pat on pro.PatNum = pat.PatNum
        where
            pro.ProcStatus = 2
            and pro.ProcDate >= @year_ago
            and pro.ProcDate < @today
            and pat.Birthdate > '1880-01-01'
            and pat.Birthdate <= pro.ProcDate - interval 18 year
        group by pro.PatNum, pro.ProcDate
        having max(cod.ProcCode in ('D1110', 'D4346', 'D4910')) = 1
    ) as days
