select
    (
        (
            select sum(SplitAmt)
            from paysplit
            where DatePay >= @year_ago and DatePay < @today
        ) + (
            select sum(InsPayAmt)
            from claimproc
            where Status in (1, 4, 5, 7) and DateCP >= @year_ago and DateCP < @today
        )
    ) / (
        (
            select sum(ProcFee * (UnitQty + BaseUnits))
            from procedurelog
            where ProcStatus = 2 and ProcDate >= @year_ago and ProcDate < @today
        ) - (
            select sum(WriteOff)
            from claimproc
            where Status in (1, 4, 5, 7) and DateCP >= @year_ago and DateCP < @today
        ) + (
            select sum(AdjAmt)
            from adjustment
            where AdjDate >= @year_ago and AdjDate < @today
        )
    )
