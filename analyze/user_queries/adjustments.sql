/* Adjustments with their sign, by the adjustment date: all, each type, and the types of collecting
   (bad debt as the preference lists it, and the types named below) apart from those of production.
   The names below are those of transform/seeds/practice_money_groups.csv. */
SET @FromDate = '2026-01-01', @ToDate = '2026-12-31';
SET @BadDebt = (SELECT MAX(ValueString) FROM preference WHERE PrefName = 'BadDebtAdjustmentTypes');

SELECT
    DATE_FORMAT(w.d, '%Y-%m-01') AS month,
    w.ProvNum AS provider,
    w.ClinicNum AS clinic,
    w.variant,
    ROUND(SUM(w.num), 2) AS numerator,
    ROUND(SUM(w.den), 2) AS denominator
FROM (
    SELECT 'all' AS variant, a.AdjDate AS d, a.ProvNum, a.ClinicNum, ROUND(a.AdjAmt, 2) AS num, NULL AS den
    FROM adjustment a
    UNION ALL
    SELECT COALESCE(d.ItemName, 'no type'), a.AdjDate, a.ProvNum, a.ClinicNum, ROUND(a.AdjAmt, 2), NULL
    FROM adjustment a
    LEFT JOIN definition d ON d.DefNum = a.AdjType
    UNION ALL
    SELECT IF(
            d.ItemName IN ('Finance charge', 'Late charge', 'Returned check fee', 'Small balance cleared',
                'Refund given')
            OR FIND_IN_SET(a.AdjType, @BadDebt), 'collection', 'production'
        ), a.AdjDate, a.ProvNum, a.ClinicNum, ROUND(a.AdjAmt, 2), NULL
    FROM adjustment a
    LEFT JOIN definition d ON d.DefNum = a.AdjType
) w
WHERE w.d BETWEEN @FromDate AND @ToDate
GROUP BY DATE_FORMAT(w.d, '%Y-%m-01'), w.ProvNum, w.ClinicNum, w.variant
ORDER BY month, variant, provider, clinic;
