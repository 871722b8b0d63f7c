/* Gross production of work on appointments in a chair over open hours of chairs, days before today. A
   chair is open while a provider is scheduled in it, less the blockout types named in @Closing and holidays. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();
SET @Closing = 'Lunch';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'open_hours' AS variant, pl.ProcDate AS d, NULL AS ProvNum, a.ClinicNum,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS num, 0 AS den
    FROM procedurelog pl
    INNER JOIN appointment a ON a.AptNum = pl.AptNum AND a.Op <> 0
    LEFT JOIN (
        SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
        WHERE Status = 7 AND ProcNum <> 0
        GROUP BY ProcNum
    ) cap ON cap.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2 AND pl.ProcDate < @Today
    UNION ALL
    SELECT 'open_hours', piece.SchedDate, NULL, o.ClinicNum, 0,
        (TIME_TO_SEC(piece.nextEdge) - TIME_TO_SEC(piece.edge)) / 3600
    FROM (
        SELECT e.OperatoryNum, e.SchedDate, e.edge,
            LEAD(e.edge) OVER (PARTITION BY e.OperatoryNum, e.SchedDate ORDER BY e.edge) AS nextEdge
        FROM (
            SELECT so.OperatoryNum, s.SchedDate, s.StartTime AS edge
            FROM schedule s
            INNER JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
            WHERE s.SchedType IN (1, 2) AND s.Status = 0 AND s.StopTime > s.StartTime
            UNION
            SELECT so.OperatoryNum, s.SchedDate, s.StopTime
            FROM schedule s
            INNER JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
            WHERE s.SchedType IN (1, 2) AND s.Status = 0 AND s.StopTime > s.StartTime
        ) e
    ) piece
    INNER JOIN operatory o ON o.OperatoryNum = piece.OperatoryNum
    WHERE piece.nextEdge IS NOT NULL AND piece.SchedDate < @Today
        AND EXISTS (
            SELECT 1 FROM schedule s
            INNER JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
            WHERE s.SchedType = 1 AND s.Status = 0 AND so.OperatoryNum = piece.OperatoryNum
                AND s.SchedDate = piece.SchedDate AND s.StartTime <= piece.edge AND s.StopTime >= piece.nextEdge
        )
        AND NOT EXISTS (
            SELECT 1 FROM schedule s
            INNER JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
            INNER JOIN definition b ON b.DefNum = s.BlockoutType AND FIND_IN_SET(b.ItemName, @Closing)
            WHERE s.SchedType = 2 AND s.Status = 0 AND so.OperatoryNum = piece.OperatoryNum
                AND s.SchedDate = piece.SchedDate AND s.StartTime <= piece.edge AND s.StopTime >= piece.nextEdge
        )
        AND NOT EXISTS (
            SELECT 1 FROM schedule s
            WHERE s.SchedType = 0 AND s.Status = 2 AND s.SchedDate = piece.SchedDate
                AND s.ClinicNum IN (0, o.ClinicNum)
        )
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
