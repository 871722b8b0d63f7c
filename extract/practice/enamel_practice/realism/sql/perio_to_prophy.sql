select
    sum(cod.ProcCode in ('D4341', 'D4342', 'D4346', 'D4355', 'D4910'))
    / sum(cod.ProcCode = 'D1110')
from procedurelog as pro
inner join procedurecode as cod on pro.CodeNum = cod.CodeNum
where pro.ProcStatus = 2 and pro.ProcDate >= @year_ago and pro.ProcDate < @today
