/* Net production over scheduled hours times the provider's hourly goal, days before today, under the three
   policies of write-offs. With dated goals in transform/seeds/practice_provider_goals.csv the goals differ. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();
SET @Snapshots = (SELECT MAX(LOWER(ValueString) IN ('1', 'true')) FROM preference WHERE PrefName = 'ClaimSnapshotEnabled');

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT n.variant, n.d, n.ProvNum, n.ClinicNum, n.num, 0 AS den
    FROM (
        SELECT p.policy AS variant, x.d, x.ProvNum, x.ClinicNum, x.num, NULL AS den
        FROM (SELECT 'pay_date' AS policy UNION ALL SELECT 'procedure_date' UNION ALL SELECT 'claim_date') p
        INNER JOIN (
            SELECT pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
                ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS num
            FROM procedurelog pl
            LEFT JOIN (
                SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
                WHERE Status = 7 AND ProcNum <> 0
                GROUP BY ProcNum
            ) cap ON cap.ProcNum = pl.ProcNum
            WHERE pl.ProcStatus = 2
            UNION ALL
            SELECT a.AdjDate, a.ProvNum, a.ClinicNum, ROUND(a.AdjAmt, 2)
            FROM adjustment a
        ) x
        UNION ALL
        SELECT 'pay_date' AS variant, cp.DateCP AS d, cp.ProvNum, cp.ClinicNum, -ROUND(cp.WriteOff, 2) AS num, NULL AS den
        FROM claimproc cp
        WHERE cp.Status IN (1, 4)
        UNION ALL
        SELECT 'procedure_date', cp.ProcDate, cp.ProvNum, cp.ClinicNum, -ROUND(cp.WriteOff, 2), NULL
        FROM claimproc cp
        WHERE cp.Status IN (0, 1, 4)
        UNION ALL
        SELECT 'claim_date', DATE(cs.DateTEntry), cp.ProvNum, cp.ClinicNum, -ROUND(IF(cs.Writeoff = -1, 0, cs.Writeoff), 2), NULL
        FROM claimproc cp
        INNER JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum
        WHERE cp.Status IN (0, 1, 4) AND @Snapshots
        UNION ALL
        SELECT 'claim_date', cp.DateCP, cp.ProvNum, cp.ClinicNum,
            -ROUND(cp.WriteOff - IF(COALESCE(cs.Writeoff, -1) = -1, 0, cs.Writeoff), 2), NULL
        FROM claimproc cp
        LEFT JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum
        WHERE cp.Status IN (1, 4) AND @Snapshots
    ) n
    WHERE n.d < @Today
    UNION ALL
    SELECT p.policy, h.SchedDate, h.ProvNum, h.ClinicNum, 0, ROUND(h.hours * ROUND(pr.HourlyProdGoalAmt, 2), 2)
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
    INNER JOIN provider pr ON pr.ProvNum = h.ProvNum
    INNER JOIN (SELECT 'pay_date' AS policy UNION ALL SELECT 'procedure_date' UNION ALL SELECT 'claim_date') p
    WHERE h.SchedDate < @Today
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
