/* What PPO plans wrote off of what they were billed, lines received (1) and supplemental (4), by the payment date. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'pay_date' AS variant, cp.DateCP AS d, cp.ProvNum, cp.ClinicNum,
        ROUND(cp.WriteOff, 2) AS num, ROUND(cp.FeeBilled, 2) AS den
    FROM claimproc cp
    INNER JOIN insplan ip ON ip.PlanNum = cp.PlanNum AND ip.PlanType = 'p'
    WHERE cp.Status IN (1, 4)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
