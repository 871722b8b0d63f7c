-- Months are sums of days: nothing is lost, nothing counted twice.
with

practice_months as (

    select * from {{ ref('rpt_practice_months') }}

),

production_goals as (

    select * from {{ ref('rpt_production_goals') }}

),

all_visits as (

    select * from {{ ref('fct_visits') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

months as (

    select
        month_start_date,
        sum(production_amount) as production_amount,
        sum(net_production_amount) as net_production_amount,
        sum(visit_count) as visit_count
    from practice_months
    group by month_start_date

),

goals as (

    select
        date_trunc('month', goal.report_date)::date as month_start_date,
        sum(goal.production_amount) as production_amount,
        sum(goal.net_production_amount) as net_production_amount
    from production_goals as goal
    cross join settings
    where goal.report_date <= settings.today_date
    group by date_trunc('month', goal.report_date)

),

visits as (

    select
        date_trunc('month', visit.visit_date)::date as month_start_date,
        count(*) as visit_count
    from all_visits as visit
    cross join settings
    where visit.visit_date <= settings.today_date
    group by date_trunc('month', visit.visit_date)

)

select
    months.month_start_date,
    months.net_production_amount,
    goals.net_production_amount as days_amount
from months
left join goals
    on months.month_start_date = goals.month_start_date
left join visits
    on months.month_start_date = visits.month_start_date
where
    months.production_amount <> coalesce(goals.production_amount, 0)
    or months.net_production_amount <> coalesce(goals.net_production_amount, 0)
    or months.visit_count <> coalesce(visits.visit_count, 0)
