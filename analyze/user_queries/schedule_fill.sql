/* Booked minutes over the minutes a provider is scheduled (overlaps once); a hygiene appointment is the hygienist's. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

WITH edges AS (
    SELECT DISTINCT s.ProvNum, s.SchedDate, COALESCE(o.ClinicNum, s.ClinicNum) AS ClinicNum, s.StartTime, s.StopTime
    FROM schedule s
    LEFT JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
    LEFT JOIN operatory o ON o.OperatoryNum = so.OperatoryNum
    WHERE s.SchedType = 1 AND s.Status = 0 AND s.ProvNum <> 0 AND s.StopTime > s.StartTime
),
worked AS (
    SELECT z.ProvNum, z.SchedDate, z.ClinicNum,
        GREATEST(TIME_TO_SEC(z.StopTime) - GREATEST(TIME_TO_SEC(z.StartTime), COALESCE(z.covered, 0)), 0) / 60 AS minutes
    FROM (
        SELECT e.*, MAX(TIME_TO_SEC(e.StopTime)) OVER (
                PARTITION BY e.ProvNum, e.SchedDate, e.ClinicNum ORDER BY e.StartTime, e.StopTime
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS covered
        FROM edges e
    ) z
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'provider_hours' AS variant, t.SchedDate AS d, t.ProvNum, t.ClinicNum, 0 AS num, t.minutes AS den
    FROM worked t
    UNION ALL
    SELECT 'provider_hours', DATE(a.AptDateTime), IF(a.ProvHyg <> 0, a.ProvHyg, a.ProvNum), a.ClinicNum, CHAR_LENGTH(a.Pattern) * 5, 0
    FROM appointment a
    WHERE a.AptStatus IN (1, 2) AND a.AptDateTime > '1880-01-01'
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
