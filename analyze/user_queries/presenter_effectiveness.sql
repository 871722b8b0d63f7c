/* Fee of treatment planned and of it accepted within 90 days, by the user who showed the first saved plan it
   stands on (earliest day, then lowest number). */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @Today = CURDATE();

WITH planned AS (
    SELECT pl.ProcNum, pl.PatNum, pl.ProvNum, pl.ClinicNum, pl.ProcStatus, pl.DateTP,
        ROUND(pl.ProcFee * (pl.UnitQty + pl.BaseUnits), 2) AS fee,
        IF(pl.ProcStatus = 2, DATEDIFF(pl.ProcDate, pl.DateTP), NULL) AS doneDays,
        CASE
            WHEN pl.ProcStatus = 2 THEN DATEDIFF(pl.ProcDate, pl.DateTP)
            WHEN pl.ProcStatus = 1 AND a.AptStatus = 1 AND a.SecDateTEntry > '1880-01-01'
                THEN DATEDIFF(a.SecDateTEntry, pl.DateTP)
        END AS acceptedDays
    FROM procedurelog pl
    INNER JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
    LEFT JOIN appointment a ON a.AptNum = pl.AptNum
    WHERE pl.ProcStatus IN (1, 2, 6, 8) AND pl.DateTP > '1880-01-01' AND pl.DateTP <= @Today
        AND pc.ProcCode BETWEEN 'D2000' AND 'D9999' AND pc.ProcCode NOT IN ('D4910', 'D9986', 'D9987')
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT CONCAT('user_', s.presenter) AS variant, p.DateTP AS d, p.ProvNum, p.ClinicNum,
        IF(p.acceptedDays <= 90, p.fee, 0) AS num, p.fee AS den
    FROM planned p
    INNER JOIN (
        SELECT l.ProcNumOrig, IF(t.UserNumPresenter <> 0, t.UserNumPresenter, t.SecUserNumEntry) AS presenter,
            ROW_NUMBER() OVER (PARTITION BY l.ProcNumOrig ORDER BY t.DateTP, t.TreatPlanNum) AS place
        FROM proctp l
        INNER JOIN treatplan t ON t.TreatPlanNum = l.TreatPlanNum
        WHERE t.TPStatus = 0 AND l.ProcNumOrig <> 0 AND t.DateTP > '1880-01-01'
    ) s ON s.ProcNumOrig = p.ProcNum AND s.place = 1
    WHERE p.ProcStatus <> 6
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
