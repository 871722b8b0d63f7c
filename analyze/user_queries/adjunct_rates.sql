/* Hygiene visits with fluoride, sealants or bitewings on the same day, by age on that day. */
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
    SELECT k.variant, h.ProcDate AS d, h.ProvNum, h.ClinicNum,
        EXISTS (
            SELECT 1 FROM procedurelog pl
            INNER JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum AND pc.ProcCode BETWEEN k.fromCode AND k.toCode
            WHERE pl.PatNum = h.PatNum AND pl.ProcDate = h.ProcDate AND pl.ProcStatus = 2
        ) AS num, 1 AS den
    FROM hygiene h
    INNER JOIN patient p ON p.PatNum = h.PatNum AND p.Birthdate > '1880-01-01'
    INNER JOIN (
        SELECT 'fluoride_adult' AS variant, 1 AS isAdult, 'D1206' AS fromCode, 'D1208' AS toCode
        UNION ALL SELECT 'fluoride_child', 0, 'D1206', 'D1208'
        UNION ALL SELECT 'sealant_child', 0, 'D1351', 'D1351'
        UNION ALL SELECT 'bitewings_adult', 1, 'D0270', 'D0277'
    ) k ON k.isAdult = (p.Birthdate <= h.ProcDate - INTERVAL 18 YEAR)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
