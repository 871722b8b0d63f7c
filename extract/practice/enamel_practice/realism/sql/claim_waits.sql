select
    concat(waits.band * 7, '-', waits.band * 7 + 6) as label,
    count(*) as value
from
    (
        select least(12, datediff(DateReceived, DateSentOrig) div 7) as band
        from claim
        where
            ClaimStatus = 'R'
            and ClaimType = 'P'
            and DateSentOrig > '1880-01-01'
            and DateReceived >= @year_ago
    ) as waits
group by waits.band
order by waits.band
