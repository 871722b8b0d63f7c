/* Days of a provider (in a clinic) with completed work that costs something, and those with scheduled hours. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'provider_days' AS variant, w.ProcDate AS d, w.ProvNum, w.ClinicNum,
        EXISTS (
            SELECT 1 FROM schedule s
            WHERE s.SchedType = 1 AND s.Status = 0 AND s.StopTime > s.StartTime AND s.ProvNum = w.ProvNum AND s.ProvNum <> 0
                AND s.SchedDate = w.ProcDate
        ) AS num, 1 AS den
    FROM (
        SELECT DISTINCT pl.ProcDate, pl.ProvNum, pl.ClinicNum
        FROM procedurelog pl
        LEFT JOIN (
            SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
            WHERE Status = 7 AND ProcNum <> 0
            GROUP BY ProcNum
        ) cap ON cap.ProcNum = pl.ProcNum
        WHERE pl.ProcStatus = 2 AND ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) > 0
    ) w
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
