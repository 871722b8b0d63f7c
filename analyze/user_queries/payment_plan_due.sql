/* Instalments of patients' open plans due so far less what was paid on these plans, at the end of each month, in the running month today; by the clinic of the family's guarantor. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH RECURSIVE months AS (
    SELECT CAST(DATE_FORMAT(@FromDate, '%Y-%m-01') AS DATE) AS firstDay
    UNION ALL
    SELECT firstDay + INTERVAL 1 MONTH FROM months
    WHERE firstDay + INTERVAL 1 MONTH <= LEAST(@ToDate, @Today)
),
entries AS (
    SELECT pc.ChargeDate AS d, pp.Guarantor, ROUND(pc.Principal, 2) + ROUND(pc.Interest, 2) AS amount
    FROM payplan pp
    INNER JOIN payplancharge pc ON pc.PayPlanNum = pp.PayPlanNum AND pc.ChargeType = 0
    WHERE pp.IsClosed = 0 AND pp.PlanNum = 0
    UNION ALL
    SELECT ps.DatePay, pp.Guarantor, -ROUND(ps.SplitAmt, 2)
    FROM payplan pp
    INNER JOIN paysplit ps ON ps.PayPlanNum = pp.PayPlanNum
    WHERE pp.IsClosed = 0 AND pp.PlanNum = 0
)
SELECT months.firstDay AS month, NULL AS provider, g.ClinicNum AS clinic, 'open_plans' AS variant,
    ROUND(SUM(e.amount), 2) AS numerator, NULL AS denominator
FROM months
INNER JOIN entries e ON e.d <= LEAST(LAST_DAY(months.firstDay), @Today)
INNER JOIN patient p ON p.PatNum = e.Guarantor
INNER JOIN patient g ON g.PatNum = p.Guarantor
GROUP BY months.firstDay, g.ClinicNum
ORDER BY month, clinic;
