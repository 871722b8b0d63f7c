/* Work that was paid and written off beyond fee and adjustments. Balances below zero are those of the Aging of
   A/R report. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'overpaid_work' AS variant, x.d, x.ProvNum, x.ClinicNum, x.open AS num, NULL AS den
    FROM (
        SELECT pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
            ROUND(ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) + COALESCE(c.amount, 0) - COALESCE(m.amount, 0), 2) AS open
        FROM procedurelog pl
        LEFT JOIN (
            SELECT ProcNum, SUM(amount) AS amount
            FROM (
                SELECT ProcNum, ROUND(AdjAmt, 2) AS amount FROM adjustment WHERE ProcNum <> 0
                UNION ALL
                SELECT ProcNum, -ROUND(WriteOff, 2) FROM claimproc WHERE ProcNum <> 0 AND Status IN (1, 4, 5, 7)
            ) z
            GROUP BY ProcNum
        ) c ON c.ProcNum = pl.ProcNum
        LEFT JOIN (
            SELECT ProcNum, SUM(amount) AS amount
            FROM (
                SELECT ProcNum, DatePay AS day, ROUND(SplitAmt, 2) AS amount FROM paysplit WHERE ProcNum <> 0 AND UnearnedType = 0
                UNION ALL
                SELECT ProcNum, DateCP, ROUND(InsPayAmt, 2) FROM claimproc WHERE ProcNum <> 0 AND Status IN (1, 4, 5, 7)
            ) z
            GROUP BY ProcNum
        ) m ON m.ProcNum = pl.ProcNum
        WHERE pl.ProcStatus = 2
    ) x
    WHERE x.open < 0
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
