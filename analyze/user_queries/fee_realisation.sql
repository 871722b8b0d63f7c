/* What is left of the office fee: fee charged and adjustments less write-offs (expected ones too, and those
   of capitation) over the fee of the provider's own schedule, the most special one, times the units. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @DefaultProv = (SELECT MAX(ValueString) FROM preference WHERE PrefName = 'PracticeDefaultProv');

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'office_fee' AS variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) + COALESCE(adj.amount, 0) - COALESCE(wo.amount, 0) AS num,
        ROUND(f.Amount, 2) * (pl.UnitQty + pl.BaseUnits) AS den
    FROM procedurelog pl
    INNER JOIN (
        SELECT u.ProvNum, u.ClinicNum, u.CodeNum, f.Amount,
            ROW_NUMBER() OVER (
                PARTITION BY u.ProvNum, u.ClinicNum, u.CodeNum
                ORDER BY f.ProvNum <> 0 DESC, f.ClinicNum <> 0 DESC, f.FeeNum) AS place
        FROM (
            SELECT DISTINCT pl.ProvNum, pl.ClinicNum, pl.CodeNum, pr.FeeSched
            FROM procedurelog pl
            INNER JOIN provider pr ON pr.ProvNum = IF(pl.ProvNum <> 0, pl.ProvNum, @DefaultProv)
            WHERE pl.ProcStatus = 2
        ) u
        INNER JOIN feesched fs ON fs.FeeSchedNum = u.FeeSched
        INNER JOIN fee f ON f.FeeSched = u.FeeSched AND f.CodeNum = u.CodeNum
            AND (f.ClinicNum = 0 OR (fs.IsGlobal = 0 AND f.ClinicNum = u.ClinicNum))
            AND (f.ProvNum = 0 OR (fs.IsGlobal = 0 AND f.ProvNum = u.ProvNum))
    ) f ON f.ProvNum = pl.ProvNum AND f.ClinicNum = pl.ClinicNum AND f.CodeNum = pl.CodeNum AND f.place = 1
    LEFT JOIN (
        SELECT ProcNum, SUM(ROUND(AdjAmt, 2)) AS amount FROM adjustment WHERE ProcNum <> 0 GROUP BY ProcNum
    ) adj ON adj.ProcNum = pl.ProcNum
    LEFT JOIN (
        SELECT ProcNum, SUM(ROUND(WriteOff, 2)) AS amount FROM claimproc
        WHERE ProcNum <> 0 AND Status IN (0, 1, 4, 7)
        GROUP BY ProcNum
    ) wo ON wo.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
