/* As of today, shown in the running month: claims not sent that hold work (U, H, I, W), completed work with a
   fee and an estimate that may be billed and no claim (no medical plans, no visits still in process), and
   insurance money on no check. */
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
    SELECT 'claims_not_sent' AS variant, @Today AS d, c.ProvTreat AS ProvNum, c.ClinicNum, ROUND(c.ClaimFee, 2) AS num, NULL AS den
    FROM claim c
    WHERE c.ClaimStatus IN ('U', 'H', 'I', 'W')
        AND EXISTS (SELECT 1 FROM claimproc cp WHERE cp.ClaimNum = c.ClaimNum AND cp.ProcNum <> 0)
    UNION ALL
    SELECT 'procedures_not_billed', @Today, pl.ProvNum, pl.ClinicNum, ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2), NULL
    FROM procedurelog pl
    WHERE pl.ProcStatus = 2 AND pl.ProcFee > 0
        AND EXISTS (
            SELECT 1
            FROM claimproc cp
            INNER JOIN patplan pp ON pp.PatNum = cp.PatNum
            INNER JOIN inssub ib ON ib.InsSubNum = pp.InsSubNum AND ib.PlanNum = cp.PlanNum
            INNER JOIN insplan ip ON ip.PlanNum = ib.PlanNum AND ip.IsMedical = 0
            WHERE cp.ProcNum = pl.ProcNum AND cp.Status = 6 AND cp.NoBillIns = 0
        )
        AND NOT EXISTS (
            SELECT 1 FROM procmultivisit mv WHERE mv.ProcNum = pl.ProcNum AND mv.IsInProcess = 1
        )
    UNION ALL
    SELECT 'payments_not_finalized', @Today, cp.ProvNum, cp.ClinicNum, ROUND(cp.InsPayAmt, 2), NULL
    FROM claimproc cp
    WHERE cp.Status IN (1, 4, 5) AND ROUND(cp.InsPayAmt, 2) <> 0 AND cp.ClaimPaymentNum = 0 AND cp.IsTransfer = 0
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
