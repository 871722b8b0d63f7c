/* Money given back: adjustments of the types named in @Refunds, or negative parts of payments (no transfers). */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Refunds = 'Refund given';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'adjustments' AS variant, a.AdjDate AS d, a.ProvNum, a.ClinicNum, ROUND(a.AdjAmt, 2) AS num, NULL AS den
    FROM adjustment a
    INNER JOIN definition d ON d.DefNum = a.AdjType AND FIND_IN_SET(d.ItemName, @Refunds)
    UNION ALL
    SELECT 'payments', ps.DatePay, ps.ProvNum, ps.ClinicNum, -ROUND(ps.SplitAmt, 2), NULL
    FROM paysplit ps
    LEFT JOIN payment py ON py.PayNum = ps.PayNum
    WHERE ps.SplitAmt < 0 AND NOT (py.PayNum IS NOT NULL AND py.PayType = 0)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
