select pro.ProcNum
from procedurelog as pro
where
    pro.ProcStatus = 2
    and pro.ProcFee = 0
    and (
        exists(select 1 from adjustment as adj where adj.ProcNum = pro.ProcNum and adj.AdjAmt < 0)
        or exists(
            select 1 from paysplit as spl where spl.ProcNum = pro.ProcNum and spl.SplitAmt > 0
        )
        or exists(
            select 1
            from claimproc as lin
            where lin.ProcNum = pro.ProcNum and lin.Status in (1, 4, 5, 7) and lin.InsPayAmt > 0
        )
    )
