/* Recalls of patients due before today, not disabled or put off, with nothing scheduled, as of today. */
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
    SELECT k.variant, CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE) AS d, p.PriProv AS ProvNum, p.ClinicNum, 1 AS num, NULL AS den
    FROM recall r
    INNER JOIN patient p ON p.PatNum = r.PatNum AND p.PatStatus = 0
    CROSS JOIN (SELECT 'all' AS variant UNION ALL SELECT 'over_180_days') k
    WHERE r.IsDisabled = 0 AND (r.DisableUntilDate < '1880-01-01' OR r.DisableUntilDate <= @Today)
        AND r.DateDue > '1880-01-01' AND r.DateDue < @Today AND r.DateScheduled < '1880-01-01'
        AND (k.variant = 'all' OR DATEDIFF(@Today, r.DateDue) > 180)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
