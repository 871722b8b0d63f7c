/* As of today, shown in the running month: visits on the book in the next seven days of patients whose first
   coverage is in force and not medical, and those whose plan, or whose enrolment, was verified in 30 days. */
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
    SELECT v.variant, @Today AS d, a.ProvNum, a.ClinicNum,
        EXISTS (
            SELECT 1 FROM insverify iv
            WHERE iv.DateLastVerified + INTERVAL 30 DAY >= @Today AND iv.VerifyType = v.kind
                AND iv.FKey = IF(v.kind = 1, ib.PlanNum, pp.PatPlanNum)
        ) AS num, 1 AS den
    FROM appointment a
    INNER JOIN patplan pp ON pp.PatNum = a.PatNum AND pp.Ordinal = 1
    INNER JOIN inssub ib ON ib.InsSubNum = pp.InsSubNum
    INNER JOIN insplan ip ON ip.PlanNum = ib.PlanNum AND ip.IsMedical = 0
    INNER JOIN (SELECT 'plan' AS variant, 1 AS kind UNION ALL SELECT 'enrollment', 2) v
    WHERE a.AptStatus = 1 AND DATE(a.AptDateTime) BETWEEN @Today AND @Today + INTERVAL 6 DAY
        AND ib.DateEffective <= @Today
        AND (ib.DateTerm < '1880-01-01' OR ib.DateTerm >= @Today)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
