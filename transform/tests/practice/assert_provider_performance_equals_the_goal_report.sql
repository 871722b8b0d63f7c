with

performance as (

    select * from {{ ref('rpt_provider_performance') }}

),

goals as (

    select * from {{ ref('rpt_production_goals') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

of_months as (

    select
        coalesce(sum(net_production_amount), 0) as net_amount,
        coalesce(sum(goal_amount), 0) as goal_amount
    from performance

),

of_days as (

    select
        coalesce(sum(goals.net_production_amount), 0) as net_amount,
        coalesce(sum(goals.goal_amount), 0) as goal_amount
    from goals
    inner join settings
        on goals.report_date <= settings.today_date

)

select
    of_months.net_amount,
    of_days.net_amount as daily_net_amount
from of_months
inner join of_days
    on
        of_months.net_amount <> of_days.net_amount
        or of_months.goal_amount <> of_days.goal_amount
