/* Scheduled appointments with no procedure planned or done on them. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'scheduled' AS variant, DATE(a.AptDateTime) AS d, IF(a.ProvHyg <> 0, a.ProvHyg, a.ProvNum) AS ProvNum, a.ClinicNum, 1 AS num, NULL AS den
    FROM appointment a
    WHERE a.AptStatus = 1 AND a.AptDateTime > '1880-01-01'
        AND NOT EXISTS (SELECT 1 FROM procedurelog pl WHERE pl.AptNum = a.AptNum AND pl.ProcStatus IN (1, 2))
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
