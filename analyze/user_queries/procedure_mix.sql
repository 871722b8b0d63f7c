/* Fees of completed work by procedure code; capitation is not taken off. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT COALESCE(pc.ProcCode, 'no code') AS variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) AS num, NULL AS den
    FROM procedurelog pl
    LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    WHERE pl.ProcStatus = 2
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
