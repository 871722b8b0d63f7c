/* Net production: production and adjustments less write-offs, under the three policies of write-offs. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Snapshots = (SELECT MAX(LOWER(ValueString) IN ('1', 'true')) FROM preference WHERE PrefName = 'ClaimSnapshotEnabled');

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
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
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
