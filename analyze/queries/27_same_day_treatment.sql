-- Question 27: Same-day treatment by provider?
-- Answer: provider, months, production planned and done on one day.
-- Caution: Offices that plan nothing ahead do everything on the same day.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    kpi.provider_id,
    kpi.variant,
    sum(kpi.numerator) as same_day_amount,
    sum(kpi.n_rows) as row_count
from marts.rpt_kpi_values as kpi
cross join today
where
    kpi.kpi_id = 'same_day_treatment'
    and kpi.period_grain = 'month'
    and kpi.period_start > today.today_date - interval '12 months'
group by kpi.provider_id, kpi.variant
order by same_day_amount desc
