/* Gross production of hygienists (IsSecondary) over their scheduled hours, days before today. */
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
    SELECT 'scheduled_hours' AS variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS num, 0 AS den
    FROM procedurelog pl
    INNER JOIN provider pr ON pr.ProvNum = pl.ProvNum AND pr.IsSecondary = 1
    LEFT JOIN (
        SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
        WHERE Status = 7 AND ProcNum <> 0
        GROUP BY ProcNum
    ) cap ON cap.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2 AND pl.ProcDate < @Today
    UNION ALL
    SELECT 'scheduled_hours', h.SchedDate, h.ProvNum, h.ClinicNum, 0, h.hours
    FROM (
        SELECT ProvNum, SchedDate, ClinicNum, SUM(seconds) / 3600 AS hours
        FROM (
            SELECT ProvNum, SchedDate, ClinicNum, TIME_TO_SEC(MAX(StopTime)) - TIME_TO_SEC(MIN(StartTime)) AS seconds
            FROM (
                SELECT g.*, SUM(g.isNew) OVER (
                    PARTITION BY g.ProvNum, g.SchedDate, g.ClinicNum ORDER BY g.StartTime, g.StopTime
                    ROWS UNBOUNDED PRECEDING) AS island
                FROM (
                    SELECT s.*, IF(s.StartTime <= MAX(s.StopTime) OVER (
                        PARTITION BY s.ProvNum, s.SchedDate, s.ClinicNum ORDER BY s.StartTime, s.StopTime
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0, 1) AS isNew
                    FROM (
                        SELECT DISTINCT s.ProvNum, s.SchedDate,
                            COALESCE(NULLIF(o.ClinicNum, 0), s.ClinicNum) AS ClinicNum, s.StartTime, s.StopTime
                        FROM schedule s
                        LEFT JOIN scheduleop so ON so.ScheduleNum = s.ScheduleNum
                        LEFT JOIN operatory o ON o.OperatoryNum = so.OperatoryNum
                        WHERE s.SchedType = 1 AND s.Status = 0 AND s.ProvNum <> 0 AND s.StopTime > s.StartTime
                    ) s
                ) g
            ) m
            GROUP BY ProvNum, SchedDate, ClinicNum, island
        ) i
        GROUP BY ProvNum, SchedDate, ClinicNum
    ) h
    INNER JOIN provider pr ON pr.ProvNum = h.ProvNum AND pr.IsSecondary = 1
    WHERE h.SchedDate < @Today
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
