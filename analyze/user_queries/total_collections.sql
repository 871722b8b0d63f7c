/* Patients' and insurers' money, without prepayments and with them. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT v.variant, x.d, x.ProvNum, x.ClinicNum, x.num, NULL AS den
    FROM (SELECT 'earned' AS variant UNION ALL SELECT 'with_unearned') v
    INNER JOIN (
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
    SELECT 'with_unearned', ps.DatePay, ps.ProvNum, ps.ClinicNum, ROUND(ps.SplitAmt, 2), NULL
    FROM paysplit ps
    WHERE ps.IsDiscount = 0 AND ps.UnearnedType <> 0 AND ps.UnearnedType NOT IN (SELECT DefNum FROM definition WHERE Category = 29 AND ItemValue <> '')
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
