/* Completed work without provider, without units, or on a day that is still ahead. */
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
    SELECT 'no_provider' AS variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum, 1 AS num, NULL AS den
    FROM procedurelog pl
    WHERE pl.ProcStatus = 2 AND pl.ProvNum = 0
    UNION ALL
    SELECT 'no_units', pl.ProcDate, pl.ProvNum, pl.ClinicNum, 1, NULL
    FROM procedurelog pl
    WHERE pl.ProcStatus = 2 AND pl.UnitQty + pl.BaseUnits = 0
    UNION ALL
    SELECT 'in_future', pl.ProcDate, pl.ProvNum, pl.ClinicNum, 1, NULL
    FROM procedurelog pl
    WHERE pl.ProcStatus = 2 AND pl.ProcDate > @Today
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
