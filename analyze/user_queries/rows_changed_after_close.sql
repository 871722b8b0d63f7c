/* Lines of the ledger in months that are closed (five days after their end), and those entered, or entered or
   touched, after the closing. Time stamps are the server's own time here. */
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
    SELECT v.variant, l.d, NULL AS ProvNum, l.ClinicNum,
        IF(l.entered > l.closed OR (v.variant = 'entered_or_edited' AND l.edited > l.closed), 1, 0) AS num, 1 AS den
    FROM (
        SELECT x.*, LAST_DAY(x.d) + INTERVAL 5 DAY AS closed
        FROM (
            SELECT pl.ProcDate AS d, pl.ClinicNum, ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) AS amount,
                pl.DateComplete AS entered, DATE(pl.DateTStamp) AS edited
            FROM procedurelog pl
            WHERE pl.ProcStatus = 2
            UNION ALL
            SELECT a.AdjDate, a.ClinicNum, ROUND(a.AdjAmt, 2), a.DateEntry, DATE(a.SecDateTEdit)
            FROM adjustment a
            UNION ALL
            SELECT ps.DatePay, ps.ClinicNum, ROUND(ps.SplitAmt, 2), ps.DateEntry, DATE(ps.SecDateTEdit)
            FROM paysplit ps
            UNION ALL
            SELECT cp.DateCP, cp.ClinicNum, ROUND(cp.InsPayAmt, 2) + ROUND(cp.WriteOff, 2), cp.DateEntry, DATE(cp.SecDateTEdit)
            FROM claimproc cp
            WHERE cp.Status IN (1, 4, 5, 7)
        ) x
        WHERE x.amount <> 0 AND x.d > '1880-01-01'
    ) l
    INNER JOIN (SELECT 'entered' AS variant UNION ALL SELECT 'entered_or_edited') v
    WHERE l.closed < @Today
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
