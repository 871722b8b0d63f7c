/* What insurance paid for work on a claim less what its snapshot expected, by the day insurance paid. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT v.variant, e.d, e.ProvNum, e.ClinicNum,
        CASE v.variant WHEN 'bias' THEN e.error WHEN 'mean_absolute' THEN ABS(e.error) ELSE ROUND(ABS(e.error), 2) <= 1 END AS num,
        1 AS den
    FROM (
        SELECT cp.DateCP AS d, cp.ProvNum, cp.ClinicNum, x.paid - ROUND(cs.InsPayEst, 2) AS error
        FROM claimsnapshot cs
        INNER JOIN claimproc cp ON cp.ClaimProcNum = cs.ClaimProcNum AND cp.Status = 1 AND cp.ClaimNum <> 0 AND cp.ProcNum <> 0
        INNER JOIN (
            SELECT ClaimNum, ProcNum, SUM(ROUND(InsPayAmt, 2)) AS paid
            FROM claimproc
            WHERE Status IN (1, 4)
            GROUP BY ClaimNum, ProcNum
        ) x ON x.ClaimNum = cp.ClaimNum AND x.ProcNum = cp.ProcNum
        WHERE cs.InsPayEst >= 0
    ) e
    INNER JOIN (SELECT 'bias' AS variant UNION ALL SELECT 'mean_absolute' UNION ALL SELECT 'within_1') v
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
