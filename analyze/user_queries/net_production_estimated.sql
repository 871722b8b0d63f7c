/* Net production with the write-offs that are expected: of lines on no claim yet (status 6) the
   estimate, an override before it; of all others on completed work what stands on the line. */
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
    LEFT JOIN (
        SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
        WHERE Status = 7 AND ProcNum <> 0
        GROUP BY ProcNum
    ) cap ON cap.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2
    UNION ALL
    SELECT 'procedure_date', a.AdjDate, a.ProvNum, a.ClinicNum, ROUND(a.AdjAmt, 2), NULL
    FROM adjustment a
    UNION ALL
    SELECT 'procedure_date', cp.ProcDate, cp.ProvNum, cp.ClinicNum,
        -ROUND(IF(cp.Status <> 6, cp.WriteOff,
            COALESCE(NULLIF(cp.WriteOffEstOverride, -1), NULLIF(cp.WriteOffEst, -1), 0)), 2), NULL
    FROM claimproc cp
    INNER JOIN procedurelog pl ON pl.ProcNum = cp.ProcNum AND pl.ProcStatus = 2
    WHERE cp.Status IN (0, 1, 4, 6)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
