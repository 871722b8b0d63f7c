/* As of today, shown in the running month: claims out for more than 30 days since they were first sent, and those of them with a tracking entry in the last 14 days. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'followed_up_in_14_days' AS variant, @Today AS d, c.ProvTreat AS ProvNum, c.ClinicNum,
        EXISTS (
            SELECT 1 FROM claimtracking t
            WHERE t.ClaimNum = c.ClaimNum AND t.DateTimeEntry >= @Today - INTERVAL 13 DAY
        ) AS num, 1 AS den
    FROM claim c
    WHERE c.ClaimStatus = 'S' AND c.ClaimType <> 'PreAuth'
        AND DATEDIFF(@Today, IF(c.DateSentOrig > '1880-01-01', c.DateSentOrig, c.DateSent)) > 30
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
