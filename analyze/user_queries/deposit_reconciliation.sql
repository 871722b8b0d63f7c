/* Checks on no deposit slip more than two days after they came (patients' of the ways in @Deposited, insurers'
   of types that are not marked N), and what slips say less what lies on them. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();
SET @Deposited = 'Check';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'checks_not_deposited' AS variant, py.PayDate AS d, NULL AS ProvNum, py.ClinicNum, ROUND(py.PayAmt, 2) AS num, NULL AS den
    FROM payment py
    INNER JOIN definition d ON d.DefNum = py.PayType AND FIND_IN_SET(d.ItemName, @Deposited)
    WHERE py.DepositNum = 0 AND py.PayDate + INTERVAL 2 DAY < @Today
    UNION ALL
    SELECT 'insurance_checks_not_deposited', ck.CheckDate, NULL, ck.ClinicNum, ROUND(ck.CheckAmt, 2), NULL
    FROM claimpayment ck
    LEFT JOIN definition d ON d.DefNum = ck.PayType
    WHERE COALESCE(d.ItemValue, '') <> 'N' AND ck.DepositNum = 0 AND ck.CheckDate + INTERVAL 2 DAY < @Today
    UNION ALL
    SELECT 'slips_unexplained', dp.DateDeposit, NULL, NULL,
        ROUND(dp.Amount, 2)
        - COALESCE((SELECT SUM(ROUND(py.PayAmt, 2)) FROM payment py WHERE py.DepositNum = dp.DepositNum), 0)
        - COALESCE((SELECT SUM(ROUND(ck.CheckAmt, 2)) FROM claimpayment ck WHERE ck.DepositNum = dp.DepositNum), 0), NULL
    FROM deposit dp
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
