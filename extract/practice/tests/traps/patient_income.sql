select cast(sum(SplitAmt) as decimal(12, 2)) as earned_amount
from paysplit
where UnearnedType = 0 and DatePay between %(from)s and %(to)s and PatNum >= %(first_id)s
