/* Adjustments of the types in preference BadDebtAdjustmentTypes over net production, under the three policies
   of write-offs; and of twelve months up to each month under the practice's own policy. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();
SET @Snapshots = (SELECT MAX(LOWER(ValueString) IN ('1', 'true')) FROM preference WHERE PrefName = 'ClaimSnapshotEnabled');
SET @Policy = (
    SELECT CASE COALESCE(MAX(ValueString), '0') WHEN '1' THEN 'procedure_date' WHEN '2' THEN 'claim_date' ELSE 'pay_date' END
    FROM preference WHERE PrefName = 'ReportsPPOwriteoffDefaultToProcDate');

WITH RECURSIVE months AS (
    SELECT CAST(DATE_FORMAT(@FromDate, '%Y-%m-01') AS DATE) AS firstDay
    UNION ALL
    SELECT firstDay + INTERVAL 1 MONTH FROM months
    WHERE firstDay + INTERVAL 1 MONTH <= LEAST(@ToDate, @Today)
),
daily AS (
    SELECT p.policy AS variant, x.d, x.ProvNum, x.ClinicNum, x.num, 0 AS den
    FROM (SELECT 'pay_date' AS policy UNION ALL SELECT 'procedure_date' UNION ALL SELECT 'claim_date') p
    INNER JOIN (
        SELECT a.AdjDate AS d, a.ProvNum, a.ClinicNum, -ROUND(a.AdjAmt, 2) AS num
        FROM adjustment a
        WHERE FIND_IN_SET(a.AdjType, (SELECT MAX(ValueString) FROM preference WHERE PrefName = 'BadDebtAdjustmentTypes'))
    ) x
    UNION ALL
    SELECT n.variant, n.d, n.ProvNum, n.ClinicNum, 0, n.num
    FROM (
        SELECT p.policy AS variant, x.d, x.ProvNum, x.ClinicNum, x.num, NULL AS den
        FROM (SELECT 'pay_date' AS policy UNION ALL SELECT 'procedure_date' UNION ALL SELECT 'claim_date') p
        INNER JOIN (
            SELECT pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
                ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS num
            FROM procedurelog pl
            LEFT JOIN (
                SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
                WHERE Status = 7 AND ProcNum <> 0
                GROUP BY ProcNum
            ) cap ON cap.ProcNum = pl.ProcNum
            WHERE pl.ProcStatus = 2
            UNION ALL
            SELECT a.AdjDate, a.ProvNum, a.ClinicNum, ROUND(a.AdjAmt, 2)
            FROM adjustment a
        ) x
        UNION ALL
        SELECT 'pay_date' AS variant, cp.DateCP AS d, cp.ProvNum, cp.ClinicNum, -ROUND(cp.WriteOff, 2) AS num, NULL AS den
        FROM claimproc cp
        WHERE cp.Status IN (1, 4)
        UNION ALL
        SELECT 'procedure_date', cp.ProcDate, cp.ProvNum, cp.ClinicNum, -ROUND(cp.WriteOff, 2), NULL
        FROM claimproc cp
        WHERE cp.Status IN (0, 1, 4)
        UNION ALL
        SELECT 'claim_date', DATE(cs.DateTEntry), cp.ProvNum, cp.ClinicNum, -ROUND(IF(cs.Writeoff = -1, 0, cs.Writeoff), 2), NULL
        FROM claimproc cp
        INNER JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum
        WHERE cp.Status IN (0, 1, 4) AND @Snapshots
        UNION ALL
        SELECT 'claim_date', cp.DateCP, cp.ProvNum, cp.ClinicNum,
            -ROUND(cp.WriteOff - IF(COALESCE(cs.Writeoff, -1) = -1, 0, cs.Writeoff), 2), NULL
        FROM claimproc cp
        LEFT JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum
        WHERE cp.Status IN (1, 4) AND @Snapshots
    ) n
),
monthly AS (
    SELECT variant, DATE_FORMAT(d, '%Y-%m-01') AS firstDay, ProvNum, ClinicNum, SUM(num) AS num, SUM(den) AS den
    FROM daily
    WHERE d > '1880-01-01'
    GROUP BY variant, DATE_FORMAT(d, '%Y-%m-01'), ProvNum, ClinicNum
),
windows AS (
    SELECT 'trailing_12_months' AS variant, 12 AS length
)
SELECT m.firstDay AS month, m.ProvNum AS provider, m.ClinicNum AS clinic, m.variant,
    ROUND(m.num, 2) AS numerator, ROUND(m.den, 2) AS denominator
FROM monthly m
WHERE m.firstDay BETWEEN @FromDate AND @ToDate
UNION ALL
SELECT months.firstDay, m.ProvNum, m.ClinicNum, windows.variant, ROUND(SUM(m.num), 2), ROUND(SUM(m.den), 2)
FROM months
INNER JOIN windows
INNER JOIN monthly m ON m.variant = @Policy AND m.firstDay <= months.firstDay
    AND m.firstDay > months.firstDay - INTERVAL windows.length MONTH
GROUP BY months.firstDay, m.ProvNum, m.ClinicNum, windows.variant
ORDER BY month, variant, provider, clinic;
