select
    sum(pro.ProcFee * (pro.UnitQty + pro.BaseUnits) * prv.IsSecondary)
    / sum(pro.ProcFee * (pro.UnitQty + pro.BaseUnits))
from procedurelog as pro
inner join provider as prv on pro.ProvNum = prv.ProvNum
where pro.ProcStatus = 2 and pro.ProcDate >= @year_ago and pro.ProcDate < @today
