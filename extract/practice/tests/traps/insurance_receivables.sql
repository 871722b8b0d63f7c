-- Claims sent and unpaid, preauthorizations apart, aged from the day they were sent first.
with

claims as (

    select
        clm.ClaimNum,
        clm.DateSentOrig,
        sum(line.InsPayEst) as estimate
    from claim as clm
    inner join claimproc as line on clm.ClaimNum = line.ClaimNum and line.Status = 0
    where
        clm.ClaimStatus = 'S' and clm.ClaimType <> 'PreAuth' and clm.PatNum >= %(first_id)s
    group by clm.ClaimNum, clm.DateSentOrig

)

select
    count(*) as claim_count,
    cast(sum(estimate) as decimal(12, 2)) as estimate_amount,
    cast(
        sum(case when datediff(%(as_of)s, DateSentOrig) > 90 then estimate else 0 end)
        as decimal(12, 2)
    ) as over_90_amount
from claims
