/* Patients active in 18 months at the end of each month by age; today's by language and area. */
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
    SELECT CASE
            WHEN p.Birthdate < '1880-01-01' THEN 'age_unknown'
            WHEN p.Birthdate > e.asOf - INTERVAL 18 YEAR THEN 'age_0_17'
            WHEN p.Birthdate > e.asOf - INTERVAL 35 YEAR THEN 'age_18_34'
            WHEN p.Birthdate > e.asOf - INTERVAL 50 YEAR THEN 'age_35_49'
            WHEN p.Birthdate > e.asOf - INTERVAL 65 YEAR THEN 'age_50_64'
            ELSE 'age_65_on'
        END AS variant, e.firstDay AS d, p.PriProv AS ProvNum, p.ClinicNum, 1 AS num, NULL AS den
    FROM ends e
    INNER JOIN patient p ON p.PatStatus = 0
    WHERE EXISTS (
        SELECT 1 FROM seen s
        WHERE s.PatNum = p.PatNum AND s.ProcDate <= e.asOf AND s.ProcDate > e.asOf - INTERVAL 18 MONTH
    )
    UNION ALL
    SELECT CONCAT('language_', IF(p.Language = '', 'unknown', LOWER(p.Language))), CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE), p.PriProv, p.ClinicNum, 1, NULL
    FROM patient p
    WHERE p.PatStatus = 0 AND EXISTS (SELECT 1 FROM seen s WHERE s.PatNum = p.PatNum AND s.ProcDate > @Today - INTERVAL 18 MONTH)
    UNION ALL
    SELECT CONCAT('zip3_', IF(p.Zip REGEXP '^[0-9]{3}', LEFT(p.Zip, 3), 'unknown')), CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE), p.PriProv, p.ClinicNum, 1, NULL
    FROM patient p
    WHERE p.PatStatus = 0 AND EXISTS (SELECT 1 FROM seen s WHERE s.PatNum = p.PatNum AND s.ProcDate > @Today - INTERVAL 18 MONTH)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
