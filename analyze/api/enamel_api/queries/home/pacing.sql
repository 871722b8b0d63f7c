-- Today, this week and this month beside their goals, of all whom the role sees. What is left and what
-- each day must bring are made of the sums, as the mart makes them of one row.
with

summed as (

    select
        pacing_period,
        min(period_start_date) as period_start_date,
        max(period_end_date) as period_end_date,
        sum(made_amount) as made_amount,
        sum(scheduled_amount) as scheduled_amount,
        sum(goal_amount) as goal_amount,
        sum(goal_to_date_amount) as goal_to_date_amount,
        max(remaining_working_day_count) as remaining_working_day_count
    from marts.rpt_goal_pacing
    group by pacing_period

)

select
    pacing_period,
    period_start_date,
    period_end_date,
    made_amount,
    scheduled_amount,
    goal_amount,
    goal_to_date_amount,
    greatest(goal_amount - made_amount, 0) as left_to_make_amount,
    round(
        greatest(goal_amount - made_amount, 0) / nullif(remaining_working_day_count, 0), 2
    ) as needed_per_day_amount,
    remaining_working_day_count,
    round(made_amount / nullif(goal_amount, 0), 4) as goal_attainment_rate,
    coalesce(made_amount + scheduled_amount >= goal_amount, false) as is_goal_on_the_book
from summed
order by period_end_date - period_start_date
