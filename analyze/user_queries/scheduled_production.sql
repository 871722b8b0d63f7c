/* Work on the book: planned procedures (status 1) of appointments that are scheduled (status 1), at the
   fee, and less expected write-offs and discounts. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'gross' AS variant, DATE(a.AptDateTime) AS d, pl.ProvNum, pl.ClinicNum, ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) AS num, NULL AS den
    FROM procedurelog pl
    INNER JOIN appointment a ON a.AptNum = pl.AptNum AND a.AptStatus = 1
    WHERE pl.ProcStatus = 1
    UNION ALL
    SELECT 'net', DATE(a.AptDateTime), pl.ProvNum, pl.ClinicNum,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) - COALESCE(e.WriteOff, 0) - ROUND(pl.Discount, 2) - ROUND(pl.DiscountPlanAmt, 2), NULL
    FROM procedurelog pl
    INNER JOIN appointment a ON a.AptNum = pl.AptNum AND a.AptStatus = 1
    LEFT JOIN (
        SELECT ProcNum, SUM(ROUND(COALESCE(NULLIF(WriteOffEstOverride, -1), NULLIF(WriteOffEst, -1), 0), 2)) AS WriteOff
        FROM claimproc
        WHERE Status IN (6, 8) AND ProcNum <> 0
        GROUP BY ProcNum
    ) e ON e.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 1
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
