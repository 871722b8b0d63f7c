/* Patients seen in the half year that ended 12 (18) months before the end of each month, and those of them seen
   since; and patients seen in 36 months with an exam in 18. */
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
    SELECT CONCAT('seen_again_in_', m.length, '_months') AS variant, e.firstDay AS d, p.PriProv AS ProvNum, p.ClinicNum,
        EXISTS (
            SELECT 1 FROM seen s
            WHERE s.PatNum = p.PatNum AND s.ProcDate <= e.asOf AND s.ProcDate > e.asOf - INTERVAL m.length MONTH
        ) AS num, 1 AS den
    FROM ends e
    CROSS JOIN (SELECT 12 AS length UNION ALL SELECT 18) m
    INNER JOIN patient p
    WHERE EXISTS (
        SELECT 1 FROM seen s
        WHERE s.PatNum = p.PatNum AND s.ProcDate <= e.asOf - INTERVAL m.length MONTH
            AND s.ProcDate > e.asOf - INTERVAL m.length + 6 MONTH
    )
    UNION ALL
    SELECT 'exam_18_of_active_36', e.firstDay, p.PriProv, p.ClinicNum,
        EXISTS (
            SELECT 1 FROM procedurelog pl
            INNER JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum AND pc.ProcCode IN ('D0120', 'D0140', 'D0150', 'D0180')
            WHERE pl.PatNum = p.PatNum AND pl.ProcStatus = 2 AND pl.ProcDate <= e.asOf
                AND pl.ProcDate > e.asOf - INTERVAL 18 MONTH
        ), 1
    FROM ends e
    INNER JOIN patient p ON p.PatStatus = 0
    WHERE EXISTS (
        SELECT 1 FROM seen s
        WHERE s.PatNum = p.PatNum AND s.ProcDate <= e.asOf AND s.ProcDate > e.asOf - INTERVAL 36 MONTH
    )
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
