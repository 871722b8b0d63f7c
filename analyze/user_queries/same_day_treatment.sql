/* Completed treatment (D2 to D9 without D4910 and broken visits) planned, entered and done on one day. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'procedure_date' AS variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS num, NULL AS den
    FROM procedurelog pl
    INNER JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    LEFT JOIN (
        SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
        WHERE Status = 7 AND ProcNum <> 0
        GROUP BY ProcNum
    ) cap ON cap.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2 AND pl.DateTP = pl.ProcDate AND DATE(pl.SecDateEntry) = pl.ProcDate
        AND pc.ProcCode REGEXP '^D[2-9]' AND pc.ProcCode NOT IN ('D4910', 'D9986', 'D9987')
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
