/* Claims received that were expected to pay and paid nothing, by the day they were received. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'expected' AS variant, c.DateReceived AS d, c.ProvTreat AS ProvNum, c.ClinicNum,
        IF(COALESCE(x.paid, 0) <= 0, 1, 0) AS num, 1 AS den
    FROM claim c
    LEFT JOIN (
        SELECT ClaimNum, SUM(IF(Status IN (1, 4, 5), ROUND(InsPayAmt, 2), 0)) AS paid, SUM(Status = 4 AND IsTransfer = 0) AS supplements
        FROM claimproc
        GROUP BY ClaimNum
    ) x ON x.ClaimNum = c.ClaimNum
    WHERE c.ClaimStatus = 'R' AND c.ClaimType <> 'PreAuth'
        AND c.InsPayEst > 0.005
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
