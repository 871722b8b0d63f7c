select cast(sum(AdjAmt) as decimal(12, 2)) as amount
from adjustment
where AdjDate between %(from)s and %(to)s and PatNum >= %(first_id)s
