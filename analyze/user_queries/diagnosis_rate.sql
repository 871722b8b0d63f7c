/* Exam visits and those on whose day treatment was planned; by the main provider of the exam codes. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH planned AS (
    SELECT pl.ProcNum, pl.PatNum, pl.ProvNum, pl.ClinicNum, pl.ProcStatus, pl.DateTP,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) AS fee,
        IF(pl.ProcStatus = 2, DATEDIFF(pl.ProcDate, pl.DateTP), NULL) AS doneDays,
        CASE
            WHEN pl.ProcStatus = 2 THEN DATEDIFF(pl.ProcDate, pl.DateTP)
            WHEN pl.ProcStatus = 1 AND a.AptStatus = 1 AND a.SecDateTEntry > '1880-01-01'
                THEN DATEDIFF(a.SecDateTEntry, pl.DateTP)
        END AS acceptedDays
    FROM procedurelog pl
    INNER JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    LEFT JOIN appointment a ON a.AptNum = pl.AptNum
    WHERE pl.ProcStatus IN (1, 2, 6, 8) AND pl.DateTP > '1880-01-01' AND pl.DateTP <= @Today
        AND pc.ProcCode BETWEEN 'D2000' AND 'D9999' AND pc.ProcCode NOT IN ('D4910', 'D9986', 'D9987')
),
exams AS (
    SELECT p.PatNum, p.ProcDate, p.ProvNum, c.ClinicNum
    FROM (
        SELECT pl.PatNum, pl.ProcDate, pl.ProvNum,
            ROW_NUMBER() OVER (PARTITION BY pl.PatNum, pl.ProcDate ORDER BY COUNT(*) DESC, pl.ProvNum) AS place
        FROM procedurelog pl
        LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
        WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND pc.ProcCode IN ('D0120', 'D0140', 'D0150', 'D0180')
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
    SELECT 'exam_visits' AS variant, e.ProcDate AS d, e.ProvNum, e.ClinicNum,
        EXISTS (
            SELECT 1 FROM planned p
            WHERE p.PatNum = e.PatNum AND p.DateTP = e.ProcDate AND p.ProcStatus <> 6
        ) AS num, 1 AS den
    FROM exams e
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
