select avg(datediff(DateReceived, DateSentOrig))
from claim
where
    ClaimStatus = 'R'
    and ClaimType = 'P'
    and DateSentOrig > '1880-01-01'
    and DateReceived >= @year_ago
