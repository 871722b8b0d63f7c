/* Patients active in 18 months with an appointment from today on, as of today. */
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
    SELECT k.variant, CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE) AS d, p.PriProv AS ProvNum, p.ClinicNum,
        EXISTS (
            SELECT 1 FROM appointment a
            WHERE a.PatNum = p.PatNum AND a.AptStatus = 1 AND a.AptDateTime >= @Today
                AND (k.variant = 'any' OR a.IsHygiene = 1 OR a.ProvHyg <> 0)
        ) AS num, 1 AS den
    FROM patient p
    CROSS JOIN (SELECT 'any' AS variant UNION ALL SELECT 'hygiene') k
    WHERE p.PatStatus = 0 AND EXISTS (SELECT 1 FROM seen s WHERE s.PatNum = p.PatNum AND s.ProcDate > @Today - INTERVAL 18 MONTH)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
