/* Preauthorizations received: days since they were first sent, and of the work on them what was done within 90 days of the answer. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'turnaround_mean' AS variant, c.DateReceived AS d, c.ProvTreat AS ProvNum, c.ClinicNum,
        DATEDIFF(c.DateReceived, c.DateSentOrig) AS num, 1 AS den
    FROM claim c
    WHERE c.ClaimStatus = 'R' AND c.ClaimType = 'PreAuth' AND c.DateSentOrig > '1880-01-01'
        AND c.DateReceived >= c.DateSentOrig
    UNION ALL
    SELECT 'conversion_90_days', c.DateReceived, c.ProvTreat, c.ClinicNum,
        IF(pl.ProcStatus = 2 AND pl.ProcDate BETWEEN c.DateReceived AND c.DateReceived + INTERVAL 90 DAY, 1, 0), 1
    FROM claim c
    INNER JOIN claimproc cp ON cp.ClaimNum = c.ClaimNum AND cp.Status = 2
    INNER JOIN procedurelog pl ON pl.ProcNum = cp.ProcNum
    WHERE c.ClaimStatus = 'R' AND c.ClaimType = 'PreAuth'
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
