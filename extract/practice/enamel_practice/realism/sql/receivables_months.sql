select
    (select sum(if(BalTotal > 0, BalTotal, 0)) from patient)
    / (
        (
            select sum(ProcFee * (UnitQty + BaseUnits))
            from procedurelog
            where ProcStatus = 2 and ProcDate >= @year_ago and ProcDate < @today
        ) / 12
    )
