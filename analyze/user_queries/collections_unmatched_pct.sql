/* Money on no procedure over all money: patients' earned splits, and insurers' on checks. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'no_procedure' AS variant, ps.DatePay AS d, ps.ProvNum, ps.ClinicNum,
        IF(ps.ProcNum = 0, ROUND(ps.SplitAmt, 2), 0) AS num, ROUND(ps.SplitAmt, 2) AS den
    FROM paysplit ps
    WHERE ps.IsDiscount = 0 AND ps.UnearnedType = 0
    UNION ALL
    SELECT 'no_procedure', ck.CheckDate, cp.ProvNum, cp.ClinicNum,
        IF(cp.ProcNum = 0, ROUND(cp.InsPayAmt, 2), 0), ROUND(cp.InsPayAmt, 2)
    FROM claimproc cp
    INNER JOIN claimpayment ck ON ck.ClaimPaymentNum = cp.ClaimPaymentNum
    WHERE cp.Status IN (1, 4)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
