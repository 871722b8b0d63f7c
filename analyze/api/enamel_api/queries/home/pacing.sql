-- Today, this week and this month beside their goals, of all whom the role sees.
select
    pacing_period,
    min(period_start_date) as period_start_date,
    max(period_end_date) as period_end_date,
    sum(made_amount) as made_amount,
    sum(scheduled_amount) as scheduled_amount,
    sum(goal_amount) as goal_amount,
    sum(goal_to_date_amount) as goal_to_date_amount,
    sum(left_to_make_amount) as left_to_make_amount,
    max(remaining_working_day_count) as remaining_working_day_count,
    round(sum(made_amount) / nullif(sum(goal_amount), 0), 4) as goal_attainment_rate
from marts.rpt_goal_pacing
group by pacing_period
order by max(period_end_date) - min(period_start_date)
