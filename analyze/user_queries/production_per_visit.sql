/* Gross production over visits: a patient and a day with completed work that is no missed or cancelled
   visit. A visit is its main provider's and clinic's: the most procedures, then the lower number. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'gross' AS variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS num, 0 AS den
    FROM procedurelog pl
    LEFT JOIN (
        SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
        WHERE Status = 7 AND ProcNum <> 0
        GROUP BY ProcNum
    ) cap ON cap.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2
    UNION ALL
    SELECT 'gross', v.ProcDate, v.ProvNum, v.ClinicNum, 0, 1
    FROM (
        SELECT PatNum, ProcDate, MIN(IF(provRank = 1, ProvNum, NULL)) AS ProvNum, MIN(IF(clinicRank = 1, ClinicNum, NULL)) AS ClinicNum
        FROM (
            SELECT z.PatNum, z.ProcDate, z.ProvNum, z.ClinicNum,
                ROW_NUMBER() OVER (PARTITION BY z.PatNum, z.ProcDate ORDER BY z.provCount DESC, z.ProvNum) AS provRank,
                ROW_NUMBER() OVER (PARTITION BY z.PatNum, z.ProcDate ORDER BY z.clinicCount DESC, z.ClinicNum) AS clinicRank
            FROM (
                SELECT pl.PatNum, pl.ProcDate, pl.ProvNum, pl.ClinicNum,
                    COUNT(*) OVER (PARTITION BY pl.PatNum, pl.ProcDate, pl.ProvNum) AS provCount,
                    COUNT(*) OVER (PARTITION BY pl.PatNum, pl.ProcDate, pl.ClinicNum) AS clinicCount
                FROM procedurelog pl
                LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
                WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01'
                    AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
            ) z
        ) y
        GROUP BY PatNum, ProcDate
    ) v
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
