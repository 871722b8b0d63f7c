/* Prepayments held at the end of each month, in the running month today: all splits so far with an unearned type that is not hidden, by the guarantor's clinic. Today counts splits dated ahead, as Open Dental's report does. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH RECURSIVE months AS (
    SELECT CAST(DATE_FORMAT(@FromDate, '%Y-%m-01') AS DATE) AS firstDay
    UNION ALL
    SELECT firstDay + INTERVAL 1 MONTH FROM months
    WHERE firstDay + INTERVAL 1 MONTH <= LEAST(@ToDate, @Today)
)
SELECT months.firstDay AS month, NULL AS provider, u.ClinicNum AS clinic, 'open' AS variant,
    ROUND(SUM(u.amount), 2) AS numerator, NULL AS denominator
FROM months
INNER JOIN (
    SELECT g.ClinicNum, ps.DatePay, SUM(ROUND(ps.SplitAmt, 2)) AS amount
    FROM paysplit ps
    INNER JOIN patient p ON p.PatNum = ps.PatNum
    INNER JOIN patient g ON g.PatNum = p.Guarantor
    WHERE ps.UnearnedType <> 0 AND ps.UnearnedType NOT IN (SELECT DefNum FROM definition WHERE Category = 29 AND ItemValue <> '')
    GROUP BY g.ClinicNum, ps.DatePay
) u ON u.DatePay <= LAST_DAY(months.firstDay) OR LAST_DAY(months.firstDay) >= @Today
GROUP BY months.firstDay, u.ClinicNum
ORDER BY month, clinic;
