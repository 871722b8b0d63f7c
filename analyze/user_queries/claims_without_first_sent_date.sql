/* Claims sent or received without a day of first sending, by the claim's date of service. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'sent_or_received' AS variant, c.DateService AS d, c.ProvTreat AS ProvNum, c.ClinicNum,
        IF(c.DateSentOrig < '1880-01-01', 1, 0) AS num, 1 AS den
    FROM claim c
    WHERE c.ClaimStatus IN ('S', 'R')
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
