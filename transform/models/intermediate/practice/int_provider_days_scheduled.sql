with

shifts as (

    select * from {{ ref('int_provider_shifts_merged') }}

),

goals as (

    select * from {{ ref('int_provider_goals_dated') }}

),

days as (

    select
        provider_id,
        schedule_date,
        clinic_id,
        sum(shift_minutes) as scheduled_minutes,
        max(_loaded_at) as _loaded_at
    from shifts
    group by provider_id, schedule_date, clinic_id

),

scheduled as (

    select
        days.provider_id,
        days.schedule_date,
        days.clinic_id,
        days.scheduled_minutes,
        coalesce(goals.hourly_goal_amount, 0) as hourly_goal_amount,
        round(
            days.scheduled_minutes / 60 * coalesce(goals.hourly_goal_amount, 0), 2
        ) as goal_amount,
        days._loaded_at
    from days
    left join goals
        on
            days.provider_id = goals.provider_id
            and days.schedule_date >= goals.from_date
            and (days.schedule_date < goals.until_date or goals.until_date is null)

)

select * from scheduled
