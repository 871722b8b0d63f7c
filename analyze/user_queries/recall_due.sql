/* Recalls of patients that are not disabled by their due date: all, those with nothing scheduled, and today's active
   patients (18 months) without any recall. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH seen AS (
    SELECT DISTINCT pl.PatNum, pl.ProcDate
    FROM procedurelog pl
    LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND pl.ProcDate <= @Today
        AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT k.variant, r.DateDue AS d, p.PriProv AS ProvNum, p.ClinicNum, 1 AS num, NULL AS den
    FROM recall r
    INNER JOIN patient p ON p.PatNum = r.PatNum AND p.PatStatus = 0
    CROSS JOIN (SELECT 'all' AS variant UNION ALL SELECT 'nothing_booked') k
    WHERE r.IsDisabled = 0 AND r.DateDue > '1880-01-01' AND (k.variant = 'all' OR r.DateScheduled < '1880-01-01')
    UNION ALL
    SELECT 'active_without_recall', CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE), p.PriProv, p.ClinicNum, 1, NULL
    FROM patient p
    WHERE p.PatStatus = 0 AND NOT EXISTS (SELECT 1 FROM recall r WHERE r.PatNum = p.PatNum)
        AND EXISTS (SELECT 1 FROM seen s WHERE s.PatNum = p.PatNum AND s.ProcDate > @Today - INTERVAL 18 MONTH)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
