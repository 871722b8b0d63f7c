-- Question 9: Are we on goal today, this week, this month? (scheduled vs goal)
-- Answer: period, made, scheduled, goal, what each working day left has to bring.
-- Caution: The goal is that of the scheduled hours; a provider without an hourly goal adds production and no goal.
select
    pacing_period,
    sum(made_amount) as made_amount,
    sum(scheduled_amount) as scheduled_amount,
    sum(goal_amount) as goal_amount,
    greatest(sum(goal_amount) - sum(made_amount), 0) as left_to_make_amount,
    max(remaining_working_day_count) as remaining_working_day_count,
    round(
        greatest(sum(goal_amount) - sum(made_amount), 0)
        / nullif(max(remaining_working_day_count), 0), 2
    ) as needed_per_day_amount
from marts.rpt_goal_pacing
group by pacing_period
order by min(period_end_date)
