/* Insurers' money of lines received (1) and supplemental (4): on a check, by the day it was entered; or as posted. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'check_date' AS variant, ck.CheckDate AS d, cp.ProvNum, cp.ClinicNum, ROUND(cp.InsPayAmt, 2) AS num, NULL AS den
    FROM claimproc cp
    INNER JOIN claimpayment ck ON ck.ClaimPaymentNum = cp.ClaimPaymentNum
    WHERE cp.Status IN (1, 4)
    UNION ALL
    SELECT 'posted', cp.DateCP, cp.ProvNum, cp.ClinicNum, ROUND(cp.InsPayAmt, 2), NULL
    FROM claimproc cp
    WHERE cp.Status IN (1, 4)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
