/* Patients' money by the split's date: earned, and prepayments that are not hidden. Discount splits are no money. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT IF(ps.UnearnedType = 0, 'earned', 'unearned') AS variant, ps.DatePay AS d, ps.ProvNum, ps.ClinicNum,
        ROUND(ps.SplitAmt, 2) AS num, NULL AS den
    FROM paysplit ps
    WHERE ps.IsDiscount = 0 AND ps.UnearnedType NOT IN (SELECT DefNum FROM definition WHERE Category = 29 AND ItemValue <> '')
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
