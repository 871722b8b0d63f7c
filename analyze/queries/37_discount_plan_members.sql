-- Question 37: Discount-plan members: enrolment, renewal, profitability?
-- Answer: plan, members in force, those whose enrolment ends within 60 days, visits, production, what the plan took off.
-- Caution: Membership fees are payments like others and are not told apart.
with today as (
    select calendar_date as today_date from marts.dim_dates where is_today
)

select
    members.discount_plan_name,
    count(*) filter (where members.is_in_force) as member_count,
    count(*) filter (
        where members.termination_date between today.today_date and today.today_date + 60
    ) as ending_count,
    sum(members.visit_count) as visit_count,
    sum(members.production_amount) as production_amount,
    sum(members.plan_discount_amount) as plan_discount_amount
from marts.rpt_discount_plan_members as members
cross join today
group by members.discount_plan_name
order by member_count desc
