select sum(refused.is_refused) / count(*)
from
    (
        select
            cla.ClaimNum,
            max(def.ItemName = 'Denied') as is_refused
        from claim as cla
        inner join claimproc as lin on cla.ClaimNum = lin.ClaimNum
        left join definition as def on lin.ClaimPaymentTracking = def.DefNum
        where
            cla.ClaimStatus = 'R' and cla.ClaimType = 'P' and cla.DateReceived >= @year_ago
        group by cla.ClaimNum
    ) as refused
