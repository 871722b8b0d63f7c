/* Minutes from arrived to seated and from seated to dismissed of complete appointments with all three times, the
   chair time of the time booked, and how many have them all. The date of these times is ignored. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT k.variant, t.d, t.ProvNum, t.ClinicNum,
        CASE k.variant
            WHEN 'wait_minutes' THEN t.waiting
            WHEN 'coverage' THEN t.isTimed
            ELSE t.inChair
        END AS num, IF(k.variant = 'chair_of_booked', t.booked, 1) AS den
    FROM (
        SELECT z.*, COALESCE(z.waiting >= 0 AND z.inChair >= 0, 0) AS isTimed
        FROM (
            SELECT DATE(a.AptDateTime) AS d, IF(a.ProvHyg <> 0, a.ProvHyg, a.ProvNum) AS ProvNum, a.ClinicNum,
                CHAR_LENGTH(a.Pattern) * 5 AS booked,
                IF(
                    a.DateTimeArrived > '1880-01-01' AND a.DateTimeSeated > '1880-01-01',
                    (TIME_TO_SEC(TIME(a.DateTimeSeated)) - TIME_TO_SEC(TIME(a.DateTimeArrived))) / 60, NULL
                ) AS waiting,
                IF(
                    a.DateTimeSeated > '1880-01-01' AND a.DateTimeDismissed > '1880-01-01',
                    (TIME_TO_SEC(TIME(a.DateTimeDismissed)) - TIME_TO_SEC(TIME(a.DateTimeSeated))) / 60, NULL
                ) AS inChair
            FROM appointment a
            WHERE a.AptStatus = 2 AND a.AptDateTime > '1880-01-01'
        ) z
    ) t
    CROSS JOIN (
        SELECT 'wait_minutes' AS variant UNION ALL SELECT 'chair_minutes' UNION ALL SELECT 'chair_of_booked' UNION ALL SELECT 'coverage'
    ) k
    WHERE k.variant = 'coverage' OR t.isTimed
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
