/* Statements that asked for money (balance more than insurance is expected to pay), by the way they were
   sent, and how many were followed by cash of the family within @Days days. latest_statement gives a payment
   to the latest statement before it only. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Days = 30;

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT CONCAT('mode_', st.Mode_) AS variant, st.DateSent AS d, NULL AS ProvNum, g.ClinicNum,
        (
            SELECT COALESCE(SUM(ROUND(ps.SplitAmt, 2)), 0)
            FROM patient m
            INNER JOIN paysplit ps ON ps.PatNum = m.PatNum
            LEFT JOIN payment py ON py.PayNum = ps.PayNum
            WHERE m.Guarantor = p.Guarantor AND NOT (py.PayNum IS NOT NULL AND py.PayType = 0)
                AND ps.DatePay > st.DateSent AND ps.DatePay <= st.DateSent + INTERVAL @Days DAY
        ) > 0.005 AS num, 1 AS den
    FROM statement st
    INNER JOIN patient p ON p.PatNum = st.PatNum
    INNER JOIN patient g ON g.PatNum = p.Guarantor
    WHERE st.IsSent = 1 AND st.IsReceipt = 0 AND st.IsInvoice = 0 AND st.BalTotal - st.InsEst > 0.005
    UNION ALL
    SELECT 'latest_statement', st.DateSent, NULL, g.ClinicNum,
        (
            SELECT COALESCE(SUM(ROUND(ps.SplitAmt, 2)), 0)
            FROM patient m
            INNER JOIN paysplit ps ON ps.PatNum = m.PatNum
            LEFT JOIN payment py ON py.PayNum = ps.PayNum
            WHERE m.Guarantor = p.Guarantor AND NOT (py.PayNum IS NOT NULL AND py.PayType = 0)
                AND ps.DatePay > st.DateSent AND ps.DatePay <= st.DateSent + INTERVAL @Days DAY
                AND (st.nextSent IS NULL OR ps.DatePay <= st.nextSent)
        ) > 0.005, 1
    FROM (
        SELECT s.*, LEAD(s.DateSent) OVER (PARTITION BY f.Guarantor ORDER BY s.DateSent, s.StatementNum) AS nextSent
        FROM statement s
        INNER JOIN patient f ON f.PatNum = s.PatNum
        WHERE s.IsSent = 1 AND s.IsReceipt = 0 AND s.IsInvoice = 0 AND s.DateSent > '1880-01-01'
    ) st
    INNER JOIN patient p ON p.PatNum = st.PatNum
    INNER JOIN patient g ON g.PatNum = p.Guarantor
    WHERE st.BalTotal - st.InsEst > 0.005
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
