/* Hygiene's share of gross production: work of hygienists (IsSecondary), or hygiene codes with the
   diagnostic and preventive work of the same patient and day. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'by_provider' AS variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
        IF(pr.IsSecondary = 1, ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2), 0) AS num,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS den
    FROM procedurelog pl
    LEFT JOIN provider pr ON pr.ProvNum = pl.ProvNum
    LEFT JOIN (
        SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
        WHERE Status = 7 AND ProcNum <> 0
        GROUP BY ProcNum
    ) cap ON cap.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2
    UNION ALL
    SELECT 'by_code', pl.ProcDate, pl.ProvNum, pl.ClinicNum,
        IF(
            pc.ProcCode IN ('D1110', 'D1120', 'D4341', 'D4342', 'D4346', 'D4355', 'D4910')
            OR (h.PatNum IS NOT NULL AND pc.ProcCode REGEXP '^D[01]'),
            ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2), 0),
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2)
    FROM procedurelog pl
    LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    LEFT JOIN (
        SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
        WHERE Status = 7 AND ProcNum <> 0
        GROUP BY ProcNum
    ) cap ON cap.ProcNum = pl.ProcNum
    LEFT JOIN (
        SELECT DISTINCT x.PatNum, x.ProcDate
        FROM procedurelog x
        INNER JOIN procedurecode c ON c.CodeNum = x.CodeNum
        WHERE x.ProcStatus = 2 AND c.ProcCode IN ('D1110', 'D1120', 'D4341', 'D4342', 'D4346', 'D4355', 'D4910')
    ) h ON h.PatNum = pl.PatNum AND h.ProcDate = pl.ProcDate
    WHERE pl.ProcStatus = 2
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
