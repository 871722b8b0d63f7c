/* New patients by the first referral that points to them (lowest order, then lowest number). */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';

WITH visits AS (
    SELECT p.PatNum, p.ProcDate, p.ProvNum, c.ClinicNum
    FROM (
        SELECT pl.PatNum, pl.ProcDate, pl.ProvNum,
            ROW_NUMBER() OVER (PARTITION BY pl.PatNum, pl.ProcDate ORDER BY COUNT(*) DESC, pl.ProvNum) AS place
        FROM procedurelog pl
        LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
        WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
        GROUP BY pl.PatNum, pl.ProcDate, pl.ProvNum
    ) p
    INNER JOIN (
        SELECT pl.PatNum, pl.ProcDate, pl.ClinicNum,
            ROW_NUMBER() OVER (PARTITION BY pl.PatNum, pl.ProcDate ORDER BY COUNT(*) DESC, pl.ClinicNum) AS place
        FROM procedurelog pl
        LEFT JOIN procedurecode pc ON pc.CodeNum = pl.CodeNum
        WHERE pl.ProcStatus = 2 AND pl.ProcDate > '1880-01-01' AND COALESCE(pc.ProcCode, '') NOT IN ('D9986', 'D9987')
        GROUP BY pl.PatNum, pl.ProcDate, pl.ClinicNum
    ) c ON c.PatNum = p.PatNum AND c.ProcDate = p.ProcDate AND c.place = 1
    WHERE p.place = 1
),
firsts AS (
    SELECT v.*
    FROM visits v
    INNER JOIN (SELECT PatNum, MIN(ProcDate) AS ProcDate FROM visits GROUP BY PatNum) f
        ON f.PatNum = v.PatNum AND f.ProcDate = v.ProcDate
)
SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT COALESCE(r.ReferralNum, 'unknown') AS variant, f.ProcDate AS d, f.ProvNum, f.ClinicNum, 1 AS num, NULL AS den
    FROM firsts f
    LEFT JOIN (
        SELECT PatNum, NULLIF(ReferralNum, 0) AS ReferralNum,
            ROW_NUMBER() OVER (PARTITION BY PatNum ORDER BY ItemOrder, RefAttachNum) AS place
        FROM refattach
        WHERE RefType = 1
    ) r ON r.PatNum = f.PatNum AND r.place = 1
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
