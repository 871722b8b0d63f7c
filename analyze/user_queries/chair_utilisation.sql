/* Booked minutes (scheduled and complete) over open minutes of chairs. A chair is open while a provider is
   scheduled in it, less the blockout types named in @Closing and holidays; a visit in a closed chair fills nothing. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Closing = 'Lunch';

WITH edges AS (
    SELECT so.OperatoryNum, s.SchedDate, s.StartTime AS edge
    FROM schedule s INNER JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
    WHERE s.SchedType IN (1, 2) AND s.Status = 0 AND s.StopTime > s.StartTime
    UNION
    SELECT so.OperatoryNum, s.SchedDate, s.StopTime
    FROM schedule s INNER JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
    WHERE s.SchedType IN (1, 2) AND s.Status = 0 AND s.StopTime > s.StartTime
),
pieces AS (
    SELECT OperatoryNum, SchedDate, edge,
        LEAD(edge) OVER (PARTITION BY OperatoryNum, SchedDate ORDER BY edge) AS nextEdge
    FROM edges
),
openTime AS (
    SELECT p.OperatoryNum, p.SchedDate, SUM(TIME_TO_SEC(p.nextEdge) - TIME_TO_SEC(p.edge)) / 60 AS minutes
    FROM pieces p
    INNER JOIN operatory o ON o.OperatoryNum = p.OperatoryNum
    WHERE p.nextEdge IS NOT NULL
        AND EXISTS (
            SELECT 1 FROM schedule s INNER JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
            WHERE s.SchedType = 1 AND s.Status = 0 AND so.OperatoryNum = p.OperatoryNum
                AND s.SchedDate = p.SchedDate AND s.StartTime <= p.edge AND s.StopTime >= p.nextEdge
        )
        AND NOT EXISTS (
            SELECT 1 FROM schedule s INNER JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
            INNER JOIN definition b ON b.DefNum = s.BlockoutType AND FIND_IN_SET(b.ItemName, @Closing)
            WHERE s.SchedType = 2 AND s.Status = 0 AND so.OperatoryNum = p.OperatoryNum
                AND s.SchedDate = p.SchedDate AND s.StartTime <= p.edge AND s.StopTime >= p.nextEdge
        )
        AND NOT EXISTS (
            SELECT 1 FROM schedule s
            WHERE s.SchedType = 0 AND s.Status = 2 AND s.SchedDate = p.SchedDate AND s.ClinicNum IN (0, o.ClinicNum)
        )
    GROUP BY p.OperatoryNum, p.SchedDate
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'booked_of_open' AS variant, t.SchedDate AS d, NULL AS ProvNum, o.ClinicNum,
        COALESCE(b.minutes, 0) AS num, t.minutes AS den
    FROM openTime t
    INNER JOIN operatory o ON o.OperatoryNum = t.OperatoryNum
    LEFT JOIN (
        SELECT Op, DATE(AptDateTime) AS d, SUM(CHAR_LENGTH(Pattern) * 5) AS minutes
        FROM appointment
        WHERE AptStatus IN (1, 2)
        GROUP BY Op, DATE(AptDateTime)
    ) b ON b.Op = t.OperatoryNum AND b.d = t.SchedDate
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
