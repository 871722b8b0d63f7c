/* Days from making an appointment to its day: mean of new patients, of all others, of those with an emergency
   exam; medians of the whole practice. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

WITH led AS (
    SELECT DATE(a.AptDateTime) AS d, IF(a.ProvHyg <> 0, a.ProvHyg, a.ProvNum) AS ProvNum, a.ClinicNum,
        DATEDIFF(a.AptDateTime, a.SecDateTEntry) AS days, IF(a.IsNewPatient, 'new_patients', 'others') AS kind,
        EXISTS (
            SELECT 1 FROM procedurelog pl INNER JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum AND pc.ProcCode = 'D0140'
            WHERE pl.AptNum = a.AptNum AND pl.ProcStatus IN (1, 2)
        ) AS isEmergency
    FROM appointment a
    WHERE a.AptStatus IN (1, 2, 5) AND a.AptDateTime > '1880-01-01' AND a.SecDateTEntry > '1880-01-01'
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT kind AS variant, d, ProvNum, ClinicNum, days AS num, 1 AS den FROM led
    UNION ALL
    SELECT 'emergencies', d, ProvNum, ClinicNum, days, 1 FROM led WHERE isEmergency
    UNION ALL
    SELECT CONCAT('median_', z.kind), z.firstDay, NULL, NULL, MIN(z.days), NULL
    FROM (
        SELECT l.kind, CAST(DATE_FORMAT(l.d, '%Y-%m-01') AS DATE) AS firstDay, l.days,
            ROW_NUMBER() OVER (PARTITION BY l.kind, DATE_FORMAT(l.d, '%Y-%m-01') ORDER BY l.days) AS place,
            COUNT(*) OVER (PARTITION BY l.kind, DATE_FORMAT(l.d, '%Y-%m-01')) AS n
        FROM led l
    ) z
    WHERE z.place >= 0.5 * z.n
    GROUP BY z.kind, z.firstDay
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
