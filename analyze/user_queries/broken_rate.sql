/* Missed and late cancelled slots, as the history says, of those completed or lost; a slot is an appointment at a time, and
   one kept after all is not lost. By the hygienist of the appointment, else its provider. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

WITH lost AS (
    SELECT z.AptNum, z.AptDateTime, z.HistApptAction, z.HistDateTStamp, z.ProvNum, z.ProvHyg, z.ClinicNum
    FROM (
        SELECT h.*, ROW_NUMBER() OVER (PARTITION BY h.AptNum, h.AptDateTime ORDER BY h.HistDateTStamp DESC, h.HistApptNum DESC) AS place
        FROM histappointment h
        WHERE h.HistApptAction IN (2, 3) AND h.AptDateTime > '1880-01-01' AND h.AptStatus NOT IN (6, 7, 8) AND h.AptNum <> 0
    ) z
    WHERE z.place = 1
        AND NOT EXISTS (
            SELECT 1 FROM appointment a
            WHERE a.AptNum = z.AptNum AND a.AptDateTime = z.AptDateTime AND a.AptStatus = 2
        )
        AND NOT EXISTS (
            SELECT 1 FROM histappointment k
            WHERE k.AptNum = z.AptNum AND k.AptDateTime = z.AptDateTime AND k.HistApptAction IN (0, 1)
                AND k.AptStatus IN (1, 2, 4) AND k.HistDateTStamp > z.HistDateTStamp
        )
),
slots AS (
    SELECT DATE(l.AptDateTime) AS d, IF(l.ProvHyg <> 0, l.ProvHyg, l.ProvNum) AS ProvNum, l.ClinicNum,
        CASE
            WHEN l.HistApptAction = 2 THEN 'missed'
            WHEN l.HistDateTStamp > l.AptDateTime - INTERVAL 24 HOUR THEN 'late_cancelled'
            ELSE 'cancelled'
        END AS outcome
    FROM lost l
    UNION ALL
    SELECT DATE(a.AptDateTime), IF(a.ProvHyg <> 0, a.ProvHyg, a.ProvNum), a.ClinicNum, 'completed'
    FROM appointment a
    WHERE a.AptStatus = 2 AND a.AptDateTime > '1880-01-01'
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'history' AS variant, s.d, s.ProvNum, s.ClinicNum, s.outcome IN ('missed', 'late_cancelled') AS num, 1 AS den
    FROM slots s
    WHERE s.outcome <> 'cancelled'
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
