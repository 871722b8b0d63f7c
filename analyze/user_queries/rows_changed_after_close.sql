/* Lines of the production and income report (write-offs by the practice's own policy) in months that are closed,
   five days after their end, and those of them entered, or entered or touched, after the closing. Time stamps
   are read in the server's own time here. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();
SET @Snapshots = (SELECT MAX(LOWER(ValueString) IN ('1', 'true')) FROM preference WHERE PrefName = 'ClaimSnapshotEnabled');
SET @Policy = (
    SELECT CASE COALESCE(MAX(ValueString), '0') WHEN '1' THEN 'procedure_date' WHEN '2' THEN 'claim_date' ELSE 'pay_date' END
    FROM preference WHERE PrefName = 'ReportsPPOwriteoffDefaultToProcDate');

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT v.variant, l.d, l.ProvNum, l.ClinicNum,
        IF(l.entered > l.closed OR (v.variant = 'entered_or_edited' AND l.edited > l.closed), 1, 0) AS num, 1 AS den
    FROM (
        SELECT x.kind, x.id, MIN(x.d) AS d, x.ProvNum, x.ClinicNum, SUM(x.amount) AS amount,
            MAX(x.entered) AS entered, MAX(x.edited) AS edited, LAST_DAY(MIN(x.d)) + INTERVAL 5 DAY AS closed
        FROM (
            SELECT 'production' AS kind, pl.ProcNum AS id, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
                ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS amount,
                pl.DateComplete AS entered, DATE(pl.DateTStamp) AS edited
            FROM procedurelog pl
            LEFT JOIN (
                SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
                WHERE Status = 7 AND ProcNum <> 0
                GROUP BY ProcNum
            ) cap ON cap.ProcNum = pl.ProcNum
            WHERE pl.ProcStatus = 2
            UNION ALL
            SELECT 'adjustment', a.AdjNum, a.AdjDate, a.ProvNum, a.ClinicNum, ROUND(a.AdjAmt, 2),
                a.DateEntry, DATE(a.SecDateTEdit)
            FROM adjustment a
            UNION ALL
            SELECT 'patient', ps.SplitNum, ps.DatePay, ps.ProvNum, ps.ClinicNum, ROUND(ps.SplitAmt, 2),
                ps.DateEntry, DATE(ps.SecDateTEdit)
            FROM paysplit ps
            WHERE ps.IsDiscount = 0 AND ps.UnearnedType NOT IN (SELECT DefNum FROM definition WHERE Category = 29 AND ItemValue <> '')
            UNION ALL
            SELECT 'insurance', cp.ClaimProcNum, ck.CheckDate, cp.ProvNum, cp.ClinicNum, ROUND(cp.InsPayAmt, 2),
                cp.DateEntry, DATE(cp.SecDateTEdit)
            FROM claimproc cp
            INNER JOIN claimpayment ck ON ck.ClaimPaymentNum = cp.ClaimPaymentNum
            UNION ALL
            SELECT 'write-off', w.ClaimProcNum, w.d, w.ProvNum, w.ClinicNum, w.num, w.SecDateEntry, DATE(w.SecDateTEdit)
            FROM (
                SELECT 'pay_date' AS variant, cp.DateCP AS d, cp.ProvNum, cp.ClinicNum, cp.ClaimProcNum, cp.SecDateEntry, cp.SecDateTEdit, ROUND(cp.WriteOff, 2) AS num, NULL AS den
                FROM claimproc cp
                WHERE cp.Status IN (1, 4)
                UNION ALL
                SELECT 'procedure_date', cp.ProcDate, cp.ProvNum, cp.ClinicNum, cp.ClaimProcNum, cp.SecDateEntry, cp.SecDateTEdit, ROUND(cp.WriteOff, 2), NULL
                FROM claimproc cp
                WHERE cp.Status IN (0, 1, 4)
                UNION ALL
                SELECT 'claim_date', DATE(cs.DateTEntry), cp.ProvNum, cp.ClinicNum, cp.ClaimProcNum, cp.SecDateEntry, cp.SecDateTEdit, ROUND(IF(cs.Writeoff = -1, 0, cs.Writeoff), 2), NULL
                FROM claimproc cp
                INNER JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum
                WHERE cp.Status IN (0, 1, 4) AND @Snapshots
                UNION ALL
                SELECT 'claim_date', cp.DateCP, cp.ProvNum, cp.ClinicNum, cp.ClaimProcNum, cp.SecDateEntry, cp.SecDateTEdit,
                    ROUND(cp.WriteOff - IF(COALESCE(cs.Writeoff, -1) = -1, 0, cs.Writeoff), 2), NULL
                FROM claimproc cp
                LEFT JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum
                WHERE cp.Status IN (1, 4) AND @Snapshots
            ) w
            WHERE w.variant = @Policy
        ) x
        WHERE x.d > '1880-01-01'
        GROUP BY x.kind, x.id, x.ProvNum, x.ClinicNum, LAST_DAY(x.d)
    ) l
    INNER JOIN (SELECT 'entered' AS variant UNION ALL SELECT 'entered_or_edited') v
    WHERE l.closed < @Today AND ROUND(l.amount, 2) <> 0
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
