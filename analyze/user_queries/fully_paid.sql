/* Done work with a fee, and that whose own payments (no prepayments), insurance, write-offs and adjustments reach
   it within so many days of the work, or by today. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

WITH credit AS (
    SELECT ps.ProcNum, ps.DatePay AS d, ROUND(ps.SplitAmt, 2) AS amount
    FROM paysplit ps
    WHERE ps.ProcNum <> 0 AND ps.UnearnedType = 0
    UNION ALL
    SELECT cp.ProcNum, cp.DateCP, ROUND(cp.InsPayAmt, 2) + ROUND(cp.WriteOff, 2)
    FROM claimproc cp
    WHERE cp.ProcNum <> 0 AND cp.Status IN (1, 4, 5, 7)
    UNION ALL
    SELECT a.ProcNum, a.AdjDate, -ROUND(a.AdjAmt, 2)
    FROM adjustment a
    WHERE a.ProcNum <> 0
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT k.variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
        COALESCE(SUM(IF(k.days IS NULL OR (c.d > '1880-01-01' AND DATEDIFF(c.d, pl.ProcDate) <= k.days), c.amount, 0)), 0)
            >= ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) - 0.005 AS num, 1 AS den
    FROM procedurelog pl
    CROSS JOIN (SELECT 'by_today' AS variant, NULL AS days UNION ALL SELECT 'days_30', 30 UNION ALL SELECT 'days_60', 60 UNION ALL SELECT 'days_90', 90) k
    LEFT JOIN credit c ON c.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2 AND ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) > 0
    GROUP BY k.variant, pl.ProcNum, pl.ProcDate, pl.ProvNum, pl.ClinicNum, pl.ProcFee, pl.UnitQty, pl.BaseUnits
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
