/* New people and those back after 18 months, less those lost, by the day of each. Links between rows are followed
   one step. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH seen AS (
    SELECT DISTINCT pl.PatNum, pl.ProcDate
    FROM procedurelog pl
    LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND pl.ProcDate <= @Today
        AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
),
persons AS (
    SELECT p.PatNum, LEAST(
            p.PatNum, IF(p.PatNumCloneFrom = 0, p.PatNum, p.PatNumCloneFrom), COALESCE(MIN(l.other), p.PatNum)
        ) AS person
    FROM patient p
    LEFT JOIN (
        SELECT PatNumFrom AS PatNum, PatNumTo AS other FROM patientlink WHERE LinkType IN (1, 2)
        UNION ALL
        SELECT PatNumTo, PatNumFrom FROM patientlink WHERE LinkType IN (1, 2)
    ) l ON l.PatNum = p.PatNum
    GROUP BY p.PatNum
),
spans AS (
    SELECT z.person, z.ProcDate,
        LAG(z.ProcDate) OVER (PARTITION BY z.person ORDER BY z.ProcDate) AS previous,
        LEAD(z.ProcDate) OVER (PARTITION BY z.person ORDER BY z.ProcDate) AS following
    FROM (SELECT DISTINCT p.person, s.ProcDate FROM seen s INNER JOIN persons p ON p.PatNum = s.PatNum) z
),
turns AS (
    SELECT person, ProcDate AS d, 'new_18_months' AS turn FROM spans WHERE previous IS NULL
    UNION ALL
    SELECT person, ProcDate, 'recaptured_18_months' FROM spans WHERE ProcDate >= previous + INTERVAL 18 MONTH
    UNION ALL
    SELECT person, ProcDate + INTERVAL 18 MONTH, 'lost_18_months' FROM spans
    WHERE ProcDate + INTERVAL 18 MONTH <= @Today
        AND (following IS NULL OR following >= ProcDate + INTERVAL 18 MONTH)
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'months_18' AS variant, t.d, p.PriProv AS ProvNum, p.ClinicNum, IF(t.turn = 'lost_18_months', -1, 1) AS num, NULL AS den
    FROM turns t
    INNER JOIN patient p ON p.PatNum = t.person
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
