-- Where a provider stands today, this week and this month: made up to today, what of it is still on
-- the book from today on, the goal of the scheduled hours, and what each working day left has to
-- bring. Working days are those of the practice's calendar; today is one of those left.
with

goals as (

    select * from {{ ref('rpt_production_goals') }}

),

calendar as (

    select * from {{ ref('dim_dates') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

periods as (

    select
        'today' as pacing_period,
        today_date as period_start_date,
        today_date as period_end_date,
        today_date
    from settings
    union all
    select
        'week' as pacing_period,
        date_trunc('week', today_date)::date as period_start_date,
        date_trunc('week', today_date)::date + 6 as period_end_date,
        today_date
    from settings
    union all
    select
        'month' as pacing_period,
        date_trunc('month', today_date)::date as period_start_date,
        (date_trunc('month', today_date) + interval '1 month - 1 day')::date as period_end_date,
        today_date
    from settings

),

days_left as (

    select
        periods.pacing_period,
        count(*) as working_day_count,
        count(*) filter (where calendar.calendar_date >= periods.today_date)
            as remaining_working_day_count
    from periods
    inner join calendar
        on calendar.calendar_date between periods.period_start_date and periods.period_end_date
    where calendar.is_working_day
    group by periods.pacing_period

),

summed as (

    select
        periods.pacing_period,
        goals.provider_id,
        goals.clinic_id,
        periods.period_start_date,
        periods.period_end_date,
        coalesce(
            sum(goals.net_production_amount) filter (
                where goals.report_date <= periods.today_date
            ), 0
        ) as made_amount,
        coalesce(
            sum(goals.scheduled_production_amount) filter (
                where goals.report_date >= periods.today_date
            ), 0
        ) as scheduled_amount,
        sum(goals.goal_amount) as goal_amount,
        coalesce(
            sum(goals.goal_amount) filter (where goals.report_date < periods.today_date), 0
        ) as goal_to_date_amount,
        max(goals._loaded_at) as _loaded_at
    from periods
    inner join goals
        on goals.report_date between periods.period_start_date and periods.period_end_date
    group by
        periods.pacing_period,
        goals.provider_id,
        goals.clinic_id,
        periods.period_start_date,
        periods.period_end_date

),

final as (

    select
        -- keys
        summed.pacing_period,
        summed.provider_id,
        summed.clinic_id,

        -- measures
        summed.made_amount::numeric(14, 2) as made_amount,
        summed.scheduled_amount::numeric(14, 2) as scheduled_amount,
        summed.goal_amount::numeric(14, 2) as goal_amount,
        summed.goal_to_date_amount::numeric(14, 2) as goal_to_date_amount,
        greatest(summed.goal_amount - summed.made_amount, 0)::numeric(14, 2) as left_to_make_amount,
        (
            greatest(summed.goal_amount - summed.made_amount, 0)
            / nullif(days_left.remaining_working_day_count, 0)
        )::numeric(14, 2) as needed_per_day_amount,
        coalesce(days_left.working_day_count, 0) as working_day_count,
        coalesce(days_left.remaining_working_day_count, 0) as remaining_working_day_count,
        summed.made_amount / nullif(summed.goal_amount, 0) as goal_attainment_rate,

        -- flags
        coalesce(summed.made_amount + summed.scheduled_amount >= summed.goal_amount, false)
            as is_goal_on_the_book,

        -- times
        summed.period_start_date,
        summed.period_end_date,

        -- loader (UTC)
        summed._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed
    left join days_left
        on summed.pacing_period = days_left.pacing_period

)

select * from final
