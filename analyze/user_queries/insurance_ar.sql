/* What claims that are out should bring, by age since they were first sent. Today as the Outstanding Insurance
   Claims report; a month-end of the past from the claims' dates: sent until then, received later or never,
   with the estimate that stands on the lines, by clinic alone. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH RECURSIVE months AS (
    SELECT CAST(DATE_FORMAT(@FromDate, '%Y-%m-01') AS DATE) AS firstDay
    UNION ALL
    SELECT firstDay + INTERVAL 1 MONTH FROM months
    WHERE firstDay + INTERVAL 1 MONTH <= LEAST(@ToDate, @Today)
),
claims AS (
    SELECT c.ClaimNum, c.ClaimStatus, c.ProvTreat, c.ClinicNum, c.DateReceived,
        IF(c.DateSentOrig > '1880-01-01', c.DateSentOrig, c.DateSent) AS sentOn,
        COALESCE(x.pending, 0) AS pending, COALESCE(x.promised, 0) AS promised
    FROM claim c
    LEFT JOIN (
        SELECT ClaimNum, SUM(IF(Status = 0, ROUND(InsPayEst, 2), 0)) AS pending, SUM(ROUND(InsPayEst, 2)) AS promised
        FROM claimproc
        WHERE Status IN (0, 1, 5)
        GROUP BY ClaimNum
    ) x ON x.ClaimNum = c.ClaimNum
    WHERE c.ClaimStatus IN ('S', 'R') AND c.ClaimType <> 'PreAuth'
),
outstanding AS (
    SELECT months.firstDay, ProvTreat AS ProvNum, ClinicNum, pending AS estimate, DATEDIFF(@Today, sentOn) AS age
    FROM months
    INNER JOIN claims ON claims.ClaimStatus = 'S'
    WHERE LAST_DAY(months.firstDay) >= @Today
    UNION ALL
    SELECT months.firstDay, NULL, ClinicNum, promised, DATEDIFF(LAST_DAY(months.firstDay), sentOn)
    FROM months
    INNER JOIN claims ON claims.sentOn <= LAST_DAY(months.firstDay) AND claims.sentOn > '1880-01-01'
        AND (claims.ClaimStatus = 'S' OR claims.DateReceived > LAST_DAY(months.firstDay))
    WHERE LAST_DAY(months.firstDay) < @Today
)
SELECT o.firstDay AS month, o.ProvNum AS provider, o.ClinicNum AS clinic, v.variant,
    ROUND(SUM(CASE v.variant
        WHEN 'claims' THEN 1
        WHEN 'estimate' THEN o.estimate
        WHEN 'estimate_over_30' THEN IF(o.age > 30, o.estimate, 0)
        ELSE IF(o.age > 90, o.estimate, 0)
    END), 2) AS numerator,
    NULL AS denominator
FROM outstanding o
INNER JOIN (
    SELECT 'claims' AS variant UNION ALL SELECT 'estimate' UNION ALL SELECT 'estimate_over_30' UNION ALL SELECT 'estimate_over_90'
) v
GROUP BY o.firstDay, o.ProvNum, o.ClinicNum, v.variant
ORDER BY month, variant, provider, clinic;
