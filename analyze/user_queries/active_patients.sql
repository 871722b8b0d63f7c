/* Patients in status patient with a completed visit in the 12, 18, 24 and 36 months up to the end of each
   month, by their own provider and clinic. The status is that of today. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH RECURSIVE seen AS (
    SELECT DISTINCT pl.PatNum, pl.ProcDate
    FROM procedurelog pl
    LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND pl.ProcDate <= @Today
        AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
),
months AS (
    SELECT CAST(DATE_FORMAT(MIN(ProcDate), '%Y-%m-01') AS DATE) AS firstDay FROM seen
    UNION ALL
    SELECT firstDay + INTERVAL 1 MONTH FROM months WHERE firstDay + INTERVAL 1 MONTH <= @Today
),
ends AS (
    SELECT firstDay, LEAST(LAST_DAY(firstDay), @Today) AS asOf FROM months
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT CONCAT('months_', m.length) AS variant, e.firstDay AS d, p.PriProv AS ProvNum, p.ClinicNum, 1 AS num, NULL AS den
    FROM ends e
    CROSS JOIN (SELECT 12 AS length UNION ALL SELECT 18 UNION ALL SELECT 24 UNION ALL SELECT 36) m
    INNER JOIN patient p ON p.PatStatus = 0
    WHERE EXISTS (
        SELECT 1 FROM seen s
        WHERE s.PatNum = p.PatNum AND s.ProcDate <= e.asOf AND s.ProcDate > e.asOf - INTERVAL m.length MONTH
    )
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
