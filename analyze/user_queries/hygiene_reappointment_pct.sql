/* Hygiene visits whose patient has a later hygiene appointment made on or before that day, as the book is today,
   by the main provider of the hygiene work (the most procedures, then the lower number). */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

WITH hygiene AS (
    SELECT p.PatNum, p.ProcDate, p.ProvNum, c.ClinicNum
    FROM (
        SELECT pl.PatNum, pl.ProcDate, pl.ProvNum,
            ROW_NUMBER() OVER (PARTITION BY pl.PatNum, pl.ProcDate ORDER BY COUNT(*) DESC, pl.ProvNum) AS place
        FROM procedurelog pl
        LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
        WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND pc.ProcCode IN ('D1110', 'D1120', 'D4341', 'D4342', 'D4346', 'D4355', 'D4910')
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
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'booked_by_visit_date' AS variant, h.ProcDate AS d, h.ProvNum, h.ClinicNum,
        EXISTS (
            SELECT 1 FROM appointment a
            WHERE a.PatNum = h.PatNum AND a.AptStatus IN (1, 2, 5) AND DATE(a.AptDateTime) > h.ProcDate
                AND a.SecDateTEntry > '1880-01-01' AND DATE(a.SecDateTEntry) <= h.ProcDate
                AND (a.IsHygiene = 1 OR a.ProvHyg <> 0)
        ) AS num, 1 AS den
    FROM hygiene h
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
