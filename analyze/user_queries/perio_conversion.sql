/* Perio exams with two sites of 5 mm or more, 90 days old, and those followed by gum treatment done or planned in
   90 days; by the exam's provider and the patient's clinic. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'days_90' AS variant, DATE(e.ExamDate) AS d, e.ProvNum, COALESCE(p.ClinicNum, 0) AS ClinicNum,
        EXISTS (
            SELECT 1 FROM procedurelog pl
            INNER JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum AND pc.ProcCode IN ('D4341', 'D4342', 'D4346', 'D4355', 'D4910')
            WHERE pl.PatNum = e.PatNum AND pl.ProcStatus IN (1, 2)
                AND IF(pl.ProcStatus = 2, pl.ProcDate, pl.DateTP) BETWEEN DATE(e.ExamDate) AND DATE(e.ExamDate) + INTERVAL 90 DAY
        ) AS num, 1 AS den
    FROM perioexam e
    LEFT JOIN patient p ON p.PatNum = e.PatNum
    WHERE DATE(e.ExamDate) + INTERVAL 90 DAY <= @Today
        AND (
            SELECT SUM((m.MBvalue >= 5) + (m.Bvalue >= 5) + (m.DBvalue >= 5) + (m.MLvalue >= 5) + (m.Lvalue >= 5) + (m.DLvalue >= 5))
            FROM periomeasure m
            WHERE m.PerioExamNum = e.PerioExamNum AND m.SequenceType = 4
        ) >= 2
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
