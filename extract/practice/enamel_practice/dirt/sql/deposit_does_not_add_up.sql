select dep.DepositNum
from deposit as dep
where
    abs(
        dep.Amount
        - coalesce((
            select sum(pay.PayAmt) from payment as pay where pay.DepositNum = dep.DepositNum
        ), 0)
        - coalesce((
            select sum(chk.CheckAmt)
            from claimpayment as chk
            where chk.DepositNum = dep.DepositNum
        ), 0)
    ) > 0.004
