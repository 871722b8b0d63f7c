select cast(avg(datediff(DateReceived, DateSentOrig)) as decimal(8, 1)) as days
from claim
where
    ClaimStatus = 'R'
    and ClaimType <> 'PreAuth'
    and DateReceived between %(from)s and %(to)s
    and PatNum >= %(first_id)s
