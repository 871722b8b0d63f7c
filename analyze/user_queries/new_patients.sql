/* Patients by their first completed work that is no missed or cancelled visit, of the main provider and clinic
   of that day (the most procedures, then the lower number); once with every row, once a person.
   Links between rows are followed one step. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

WITH visits AS (
    SELECT p.PatNum, p.ProcDate, p.ProvNum, c.ClinicNum
    FROM (
        SELECT pl.PatNum, pl.ProcDate, pl.ProvNum,
            ROW_NUMBER() OVER (PARTITION BY pl.PatNum, pl.ProcDate ORDER BY COUNT(*) DESC, pl.ProvNum) AS place
        FROM procedurelog pl
        LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
        WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
        GROUP BY pl.PatNum, pl.ProcDate, pl.ProvNum
    ) p
    INNER JOIN (
        SELECT pl.PatNum, pl.ProcDate, pl.ClinicNum,
            ROW_NUMBER() OVER (PARTITION BY pl.PatNum, pl.ProcDate ORDER BY COUNT(*) DESC, pl.ClinicNum) AS place
        FROM procedurelog pl
        LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
        WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
        GROUP BY pl.PatNum, pl.ProcDate, pl.ClinicNum
    ) c ON c.PatNum = p.PatNum AND c.ProcDate = p.ProcDate AND c.place = 1
    WHERE p.place = 1
),
firsts AS (
    SELECT v.*
    FROM visits v
    INNER JOIN (SELECT PatNum, MIN(ProcDate) AS ProcDate FROM visits GROUP BY PatNum) f
        ON f.PatNum = v.PatNum AND f.ProcDate = v.ProcDate
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
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT k.variant, f.ProcDate AS d, f.ProvNum, f.ClinicNum, 1 AS num, NULL AS den
    FROM firsts f
    INNER JOIN persons p ON p.PatNum = f.PatNum
    CROSS JOIN (SELECT 'first_completed' AS variant UNION ALL SELECT 'persons') k
    WHERE k.variant = 'first_completed' OR p.person = p.PatNum
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
