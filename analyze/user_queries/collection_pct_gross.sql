/* Collections without prepayments over gross production of the same period. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'earned' AS variant, x.d, x.ProvNum, x.ClinicNum, x.num, 0 AS den
    FROM (
        SELECT ps.DatePay AS d, ps.ProvNum, ps.ClinicNum, ROUND(ps.SplitAmt, 2) AS num
        FROM paysplit ps
        WHERE ps.IsDiscount = 0 AND ps.UnearnedType = 0
        UNION ALL
        SELECT ck.CheckDate, cp.ProvNum, cp.ClinicNum, ROUND(cp.InsPayAmt, 2)
        FROM claimproc cp
        INNER JOIN claimpayment ck ON ck.ClaimPaymentNum = cp.ClaimPaymentNum
        WHERE cp.Status IN (1, 4)
    ) x
    UNION ALL
    SELECT 'earned', pl.ProcDate, pl.ProvNum, pl.ClinicNum, 0,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2)
    FROM procedurelog pl
    LEFT JOIN (
        SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
        WHERE Status = 7 AND ProcNum <> 0
        GROUP BY ProcNum
    ) cap ON cap.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
