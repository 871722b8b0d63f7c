select
    sum(ProcFee * (UnitQty + BaseUnits))
    / (select count(*) from provider where IsSecondary = 0 and IsHidden = 0 and IsHiddenReport = 0)
from procedurelog
where ProcStatus = 2 and ProcDate >= @year_ago and ProcDate < @today
