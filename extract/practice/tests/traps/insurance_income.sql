select cast(sum(line.InsPayAmt) as decimal(12, 2)) as amount
from claimproc as line
inner join claimpayment as pay on line.ClaimPaymentNum = pay.ClaimPaymentNum
where
    line.Status in (1, 4)
    and pay.CheckDate between %(from)s and %(to)s
    and line.PatNum >= %(first_id)s
