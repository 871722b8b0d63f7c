-- Question 4: Why does my production not match (associate pay, another product, another report)?
-- Answer: the last whole month by Open Dental's daily, monthly and annual rules, and by every variant of the KPI.
-- Caution: The reports do not tie to each other in Open Dental either; rpt_reconciliation says whether each ties to its own.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

, month as (
    select (date_trunc('month', today_date) - interval '1 month')::date as month_start_date
    from today
)
select
    'report: production and income' as source,
    sum(income.production_amount) as production_amount
from marts.rpt_production_income as income
inner join month on date_trunc('month', income.report_date) = month.month_start_date
union all
select 'report: daily (work without a provider is lost)', sum(daily.production_amount)
from marts.rpt_production_income_daily as daily
inner join month on date_trunc('month', daily.report_date) = month.month_start_date
union all
select
    'report: monthly (scheduled work is added)',
    sum(monthly.production_amount + monthly.scheduled_production_amount)
from marts.rpt_production_income_monthly as monthly
inner join month on date_trunc('month', monthly.report_date) = month.month_start_date
union all
select 'report: annual', sum(annual.production_amount)
from marts.rpt_production_income_annual as annual
inner join month on annual.month_start_date = month.month_start_date
union all
select 'KPI ' || kpi.kpi_id || ': ' || kpi.variant, sum(kpi.numerator)
from marts.rpt_kpi_values as kpi
inner join month on kpi.period_start = month.month_start_date
where kpi.kpi_id in ('gross_production', 'net_production') and kpi.period_grain = 'month'
group by kpi.kpi_id, kpi.variant
