/* Scheduled appointments marked ASAP by their day; recalls on the list with that mark, as of today. */
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
    SELECT 'scheduled' AS variant, DATE(a.AptDateTime) AS d, IF(a.ProvHyg <> 0, a.ProvHyg, a.ProvNum) AS ProvNum, a.ClinicNum, 1 AS num, NULL AS den
    FROM appointment a
    WHERE a.AptStatus = 1 AND a.AptDateTime > '1880-01-01' AND a.Priority = 1
    UNION ALL
    SELECT 'recalls', CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE), p.PriProv, p.ClinicNum, 1, NULL
    FROM recall r
    INNER JOIN patient p ON p.PatNum = r.PatNum AND p.PatStatus = 0
    WHERE r.IsDisabled = 0 AND r.DateDue > '1880-01-01' AND r.DateScheduled < '1880-01-01' AND r.Priority = 1
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
