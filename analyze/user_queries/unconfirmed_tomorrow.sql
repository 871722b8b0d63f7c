/* Appointments of the next day that has any whose status is none of those named in @Confirming, as of today. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();
SET @Confirming = 'Confirmed,Confirmed by text';

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'next_working_day' AS variant, CAST(DATE_FORMAT(@Today, '%Y-%m-01') AS DATE) AS d, IF(a.ProvHyg <> 0, a.ProvHyg, a.ProvNum) AS ProvNum, a.ClinicNum,
        NOT COALESCE(FIND_IN_SET(c.ItemName, @Confirming), 0) AS num, NULL AS den
    FROM appointment a
    LEFT JOIN definition c ON c.DefNum = a.Confirmed
    WHERE a.AptStatus = 1
        AND DATE(a.AptDateTime) = (
            SELECT MIN(DATE(n.AptDateTime)) FROM appointment n WHERE n.AptStatus = 1 AND n.AptDateTime >= @Today + INTERVAL 1 DAY
        )
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
