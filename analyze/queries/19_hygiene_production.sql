-- Question 19: Hygiene production with hygiene billed under the dentist separated or rolled in?
-- Answer: month, hygiene visits, production by the codes of hygiene visits, production of hygienists.
-- Caution: Both are right; they answer different questions.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

, by_provider as (
    select
        date_trunc('month', income.report_date)::date as month_start_date,
        sum(income.production_amount) as hygienist_production_amount
    from marts.rpt_production_income as income
    inner join marts.dim_providers as providers on income.provider_id = providers.provider_id
    where providers.is_hygienist
    group by 1
)
select
    hygiene.month_start_date,
    sum(hygiene.hygiene_visit_count) as hygiene_visit_count,
    sum(hygiene.production_amount) as hygiene_visit_production_amount,
    max(by_provider.hygienist_production_amount) as hygienist_production_amount
from marts.rpt_hygiene as hygiene
cross join today
left join by_provider on hygiene.month_start_date = by_provider.month_start_date
where hygiene.month_start_date > today.today_date - interval '12 months'
group by hygiene.month_start_date
order by hygiene.month_start_date desc
