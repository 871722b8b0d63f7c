/* Planned work of patients that is on no appointment from today on, less its discount: all, by age, and a patient
   active in 18 months; by the patient's own provider and clinic, as of today. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH seen AS (
    SELECT DISTINCT pl.PatNum, pl.ProcDate
    FROM procedurelog pl
    LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND pl.ProcDate <= @Today
        AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
),
unscheduled AS (
    SELECT p.PriProv, p.ClinicNum, ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits) - pl.Discount, 2) AS amount,
        IF(pl.DateTP > '1880-01-01', DATEDIFF(@Today, pl.DateTP), NULL) AS days
    FROM procedurelog pl
    INNER JOIN patient p ON p.PatNum = pl.PatNum AND p.PatStatus = 0
    LEFT JOIN appointment a ON a.AptNum = pl.AptNum AND a.AptStatus = 1 AND a.AptDateTime >= @Today
    WHERE pl.ProcStatus = 1 AND a.AptNum IS NULL
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT k.variant, CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE) AS d, u.PriProv AS ProvNum, u.ClinicNum,
        IF(
            k.variant = 'net_of_discount' OR u.days BETWEEN k.fromDays AND k.toDays OR (k.variant = 'stale' AND u.days IS NULL),
            u.amount, 0
        ) AS num, NULL AS den
    FROM unscheduled u
    CROSS JOIN (
        SELECT 'net_of_discount' AS variant, NULL AS fromDays, NULL AS toDays
        UNION ALL SELECT 'days_0_90', -100000, 90
        UNION ALL SELECT 'days_91_365', 91, 365
        UNION ALL SELECT 'days_366_548', 366, 548
        UNION ALL SELECT 'stale', 549, 1000000
    ) k
    UNION ALL
    SELECT 'per_active_patient', CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE), u.PriProv, u.ClinicNum, u.amount, 0
    FROM unscheduled u
    UNION ALL
    SELECT 'per_active_patient', CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE), p.PriProv, p.ClinicNum, 0, 1
    FROM patient p
    WHERE p.PatStatus = 0 AND EXISTS (SELECT 1 FROM seen s WHERE s.PatNum = p.PatNum AND s.ProcDate > @Today - INTERVAL 18 MONTH)
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
