/* Insurance write-offs under the three policies of preference ReportsPPOwriteoffDefaultToProcDate:
   by the day insurance paid, by the day of the work, or the estimate of the claim's snapshot by its day
   and the rest by the day insurance paid. Never add them up. */
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
    SELECT 'pay_date' AS variant, cp.DateCP AS d, cp.ProvNum, cp.ClinicNum, ROUND(cp.WriteOff, 2) AS num, NULL AS den
    FROM claimproc cp
    WHERE cp.Status IN (1, 4)
    UNION ALL
    SELECT 'procedure_date', cp.ProcDate, cp.ProvNum, cp.ClinicNum, ROUND(cp.WriteOff, 2), NULL
    FROM claimproc cp
    WHERE cp.Status IN (0, 1, 4)
    UNION ALL
    SELECT 'claim_date', DATE(cs.DateTEntry), cp.ProvNum, cp.ClinicNum, ROUND(IF(cs.Writeoff = -1, 0, cs.Writeoff), 2), NULL
    FROM claimproc cp
    INNER JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum
    WHERE cp.Status IN (0, 1, 4) AND @Snapshots
    UNION ALL
    SELECT 'claim_date', cp.DateCP, cp.ProvNum, cp.ClinicNum,
        ROUND(cp.WriteOff - IF(COALESCE(cs.Writeoff, -1) = -1, 0, cs.Writeoff), 2), NULL
    FROM claimproc cp
    LEFT JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum
    WHERE cp.Status IN (1, 4) AND @Snapshots
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
