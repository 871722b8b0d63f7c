/* What the patient paid on the day of a visit over the part of it that was expected to be the patient's: fee
   and adjustments, less what insurance was expected to pay and write off when the claim was made (the first
   snapshot of a line, else what stands on it). */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'visit_day' AS variant, v.ProcDate AS d, v.ProvNum, v.ClinicNum, x.paid AS num, x.owed AS den
    FROM (
        SELECT PatNum, ProcDate, MIN(IF(provRank = 1, ProvNum, NULL)) AS ProvNum, MIN(IF(clinicRank = 1, ClinicNum, NULL)) AS ClinicNum
        FROM (
            SELECT z.PatNum, z.ProcDate, z.ProvNum, z.ClinicNum,
                ROW_NUMBER() OVER (PARTITION BY z.PatNum, z.ProcDate ORDER BY z.provCount DESC, z.ProvNum) AS provRank,
                ROW_NUMBER() OVER (PARTITION BY z.PatNum, z.ProcDate ORDER BY z.clinicCount DESC, z.ClinicNum) AS clinicRank
            FROM (
                SELECT pl.PatNum, pl.ProcDate, pl.ProvNum, pl.ClinicNum,
                    COUNT(*) OVER (PARTITION BY pl.PatNum, pl.ProcDate, pl.ProvNum) AS provCount,
                    COUNT(*) OVER (PARTITION BY pl.PatNum, pl.ProcDate, pl.ClinicNum) AS clinicCount
                FROM procedurelog pl
                LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
                WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01'
                    AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
            ) z
        ) y
        GROUP BY PatNum, ProcDate
    ) v
    INNER JOIN (
        SELECT z.PatNum, z.d, SUM(z.owed) AS owed, SUM(z.paid) AS paid
        FROM (
            SELECT pl.PatNum, pl.ProcDate AS d,
                ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - COALESCE(cap.WriteOff, 0), 2) AS owed, 0 AS paid
            FROM procedurelog pl
            LEFT JOIN (
                SELECT ProcNum, SUM(WriteOff) AS WriteOff FROM claimproc
                WHERE Status = 7 AND ProcNum <> 0
                GROUP BY ProcNum
            ) cap ON cap.ProcNum = pl.ProcNum
            WHERE pl.ProcStatus = 2
            UNION ALL
            SELECT pl.PatNum, pl.ProcDate, ROUND(a.AdjAmt, 2), 0
            FROM adjustment a
            INNER JOIN procedurelog pl ON pl.ProcNum = a.ProcNum AND pl.ProcStatus = 2
            UNION ALL
            SELECT pl.PatNum, pl.ProcDate, -CASE
                WHEN cs.ClaimProcNum IS NOT NULL
                    THEN ROUND(cs.InsPayEst, 2) + ROUND(IF(cs.Writeoff = -1, 0, cs.Writeoff), 2)
                WHEN cp.Status = 6
                    THEN ROUND(IF(cp.InsEstTotalOverride = -1, cp.InsEstTotal, cp.InsEstTotalOverride), 2)
                        + ROUND(COALESCE(NULLIF(cp.WriteOffEstOverride, -1), NULLIF(cp.WriteOffEst, -1), 0), 2)
                ELSE ROUND(cp.InsPayEst, 2) + ROUND(cp.WriteOff, 2)
                END, 0
            FROM claimproc cp
            INNER JOIN procedurelog pl ON pl.ProcNum = cp.ProcNum AND pl.ProcStatus = 2
            LEFT JOIN claimsnapshot cs ON cs.ClaimProcNum = cp.ClaimProcNum AND NOT EXISTS (
                SELECT 1 FROM claimsnapshot s
                WHERE s.ClaimProcNum = cs.ClaimProcNum
                    AND (s.DateTEntry < cs.DateTEntry
                        OR (s.DateTEntry = cs.DateTEntry AND s.ClaimSnapshotNum < cs.ClaimSnapshotNum))
            )
            WHERE cp.Status IN (0, 1, 6)
            UNION ALL
            SELECT ps.PatNum, ps.DatePay, 0, ROUND(ps.SplitAmt, 2)
            FROM paysplit ps
            LEFT JOIN payment py ON py.PayNum = ps.PayNum
            WHERE ps.IsDiscount = 0 AND NOT (py.PayNum IS NOT NULL AND py.PayType = 0)
        ) z
        GROUP BY z.PatNum, z.d
    ) x ON x.PatNum = v.PatNum AND x.d = v.ProcDate
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
