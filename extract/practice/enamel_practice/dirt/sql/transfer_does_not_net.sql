select pay.PayNum
from payment as pay
inner join paysplit as spl on pay.PayNum = spl.PayNum
where pay.PayType = 0
group by pay.PayNum
having abs(sum(spl.SplitAmt)) > 0.004
