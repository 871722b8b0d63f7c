/* Of the work of a period: money that names it, over fee and adjustments less write-offs; until today, and
   within days of the work, where work counts once those days are over. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT h.variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum, 0 AS num,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) + COALESCE(c.amount, 0) AS den
    FROM procedurelog pl
    INNER JOIN (
        SELECT 'to_date' AS variant, 0 AS days UNION ALL SELECT 'within_30_days', 30 UNION ALL
        SELECT 'within_60_days', 60 UNION ALL SELECT 'within_90_days', 90 UNION ALL
        SELECT 'within_180_days', 180 UNION ALL SELECT 'within_365_days', 365
    ) h ON h.days = 0 OR pl.ProcDate + INTERVAL h.days DAY < @Today
    LEFT JOIN (
        SELECT ProcNum, SUM(amount) AS amount
        FROM (
            SELECT ProcNum, ROUND(AdjAmt, 2) AS amount FROM adjustment WHERE ProcNum <> 0
            UNION ALL
            SELECT ProcNum, -ROUND(WriteOff, 2) FROM claimproc WHERE ProcNum <> 0 AND Status IN (1, 4, 5, 7)
        ) z
        GROUP BY ProcNum
    ) c ON c.ProcNum = pl.ProcNum
    WHERE pl.ProcStatus = 2
    UNION ALL
    SELECT h.variant, pl.ProcDate, pl.ProvNum, pl.ClinicNum, m.amount, 0
    FROM procedurelog pl
    INNER JOIN (
        SELECT ProcNum, DatePay AS day, ROUND(SplitAmt, 2) AS amount FROM paysplit WHERE ProcNum <> 0 AND UnearnedType = 0
        UNION ALL
        SELECT ProcNum, DateCP, ROUND(InsPayAmt, 2) FROM claimproc WHERE ProcNum <> 0 AND Status IN (1, 4, 5, 7)
    ) m ON m.ProcNum = pl.ProcNum
    INNER JOIN (
        SELECT 'to_date' AS variant, 0 AS days UNION ALL SELECT 'within_30_days', 30 UNION ALL
        SELECT 'within_60_days', 60 UNION ALL SELECT 'within_90_days', 90 UNION ALL
        SELECT 'within_180_days', 180 UNION ALL SELECT 'within_365_days', 365
    ) h ON h.days = 0 OR (
        pl.ProcDate + INTERVAL h.days DAY < @Today AND m.day <= pl.ProcDate + INTERVAL h.days DAY)
    WHERE pl.ProcStatus = 2
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
