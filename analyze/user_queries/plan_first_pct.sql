/* Completed work that was planned on an earlier day. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'planned_before_done' AS variant, pl.ProcDate AS d, pl.ProvNum, pl.ClinicNum,
        IF(pl.DateTP > '1880-01-01' AND pl.DateTP < pl.ProcDate, 1, 0) AS num, 1 AS den
    FROM procedurelog pl
    WHERE pl.ProcStatus = 2
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
