/* Days from the first sending of a claim to its receipt, by the day it was received: the mean by treating provider and clinic, the median and the ninth tenth of the practice by month. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'mean' AS variant, c.DateReceived AS d, c.ProvTreat AS ProvNum, c.ClinicNum,
        DATEDIFF(c.DateReceived, c.DateSentOrig) AS num, 1 AS den
    FROM claim c
    WHERE c.ClaimStatus = 'R' AND c.ClaimType <> 'PreAuth' AND c.DateSentOrig > '1880-01-01'
        AND c.DateReceived >= c.DateSentOrig
    UNION ALL
    SELECT v.variant, r.firstDay, NULL, NULL, MIN(r.days), NULL
    FROM (
        SELECT z.*, ROW_NUMBER() OVER (PARTITION BY z.firstDay ORDER BY z.days) AS place,
            COUNT(*) OVER (PARTITION BY z.firstDay) AS n
        FROM (
            SELECT CAST(DATE_FORMAT(t.d, '%Y-%m-01') AS DATE) AS firstDay, t.days
            FROM (
                SELECT c.DateReceived AS d, DATEDIFF(c.DateReceived, c.DateSentOrig) AS days
                    FROM claim c
                    WHERE c.ClaimStatus = 'R' AND c.ClaimType <> 'PreAuth' AND c.DateSentOrig > '1880-01-01'
                        AND c.DateReceived >= c.DateSentOrig
            ) t
        ) z
    ) r
    INNER JOIN (SELECT 'median' AS variant, 0.5 AS part UNION ALL SELECT 'p90', 0.9) v
    WHERE r.place >= v.part * r.n
    GROUP BY v.variant, r.firstDay
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
