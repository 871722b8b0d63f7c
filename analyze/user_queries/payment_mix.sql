/* Payments by the way they were paid and the payment's own clinic; transfers between accounts apart, insurers' checks with insurance: before the way. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT IF(py.PayType = 0, 'transfer', COALESCE(d.ItemName, 'no type')) AS variant, py.PayDate AS d, NULL AS ProvNum, py.ClinicNum,
        ROUND(py.PayAmt, 2) AS num, NULL AS den
    FROM payment py
    LEFT JOIN definition d ON d.DefNum = py.PayType
    UNION ALL
    SELECT CONCAT('insurance: ', COALESCE(d.ItemName, 'no type')), ck.CheckDate, NULL, ck.ClinicNum, ROUND(ck.CheckAmt, 2), NULL
    FROM claimpayment ck
    LEFT JOIN definition d ON d.DefNum = ck.PayType
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
