-- Every month, seen from the day on which as many working days were left as are left of the running
-- month today: what was made by then, what the 90 days before brought a working day, and what the
-- days left really brought, as a share of that pace. The running month has no such share yet.
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

working_days as (

    select
        calendar.calendar_date,
        calendar.month_start_date,
        calendar.month_end_date,
        row_number() over (
            partition by calendar.month_start_date
            order by calendar.calendar_date desc
        ) as day_from_end,
        calendar.calendar_date >= settings.today_date as is_ahead,
        calendar.month_start_date = date_trunc('month', settings.today_date)::date as is_running
    from calendar
    cross join settings
    where
        calendar.is_working_day
        and calendar.month_start_date <= settings.today_date

),

days_left as (

    select count(*) as remaining_working_day_count
    from working_days
    where
        is_running
        and is_ahead

),

-- The first of the days left; of the running month it is today, working day or not.
seen_from as (

    select
        working_days.month_start_date,
        working_days.month_end_date,
        working_days.is_running,
        days_left.remaining_working_day_count,
        case
            when working_days.is_running then settings.today_date
            else coalesce(
                    min(working_days.calendar_date) filter (
                        where working_days.day_from_end <= days_left.remaining_working_day_count
                    ), working_days.month_end_date + 1
                )
        end as as_of_date
    from working_days
    cross join days_left
    cross join settings
    group by
        working_days.month_start_date,
        working_days.month_end_date,
        working_days.is_running,
        days_left.remaining_working_day_count,
        settings.today_date

),

first_work as (

    select min(report_date) as first_date
    from goals
    where production_amount <> 0

),

paces as (

    select
        seen_from.month_start_date,
        count(*) as pace_day_count
    from seen_from
    inner join working_days
        on
            seen_from.as_of_date > working_days.calendar_date
            and working_days.calendar_date >= seen_from.as_of_date - 90
    group by seen_from.month_start_date

),

-- A day's net production, by clinic and for the practice.
days as (

    select
        case when grouping(clinic_id) = 1 then 'practice' else 'clinic' end as projection_scope,
        coalesce(clinic_id, 0) as clinic_id,
        report_date,
        sum(net_production_amount) as net_production_amount,
        max(_loaded_at) as _loaded_at
    from goals
    group by grouping sets ((report_date, clinic_id), (report_date))

),

measured as (

    select
        seen_from.month_start_date,
        days.projection_scope,
        days.clinic_id,
        seen_from.is_running,
        seen_from.as_of_date,
        seen_from.remaining_working_day_count,
        coalesce(
            sum(days.net_production_amount) filter (
                where
                days.report_date >= seen_from.month_start_date
                and days.report_date < seen_from.as_of_date
            ), 0
        ) as made_amount,
        coalesce(
            sum(days.net_production_amount) filter (
                where
                days.report_date >= seen_from.as_of_date
                and days.report_date <= seen_from.month_end_date
            ), 0
        ) as later_amount,
        coalesce(
            sum(days.net_production_amount) filter (
                where
                days.report_date < seen_from.as_of_date
                and days.report_date >= seen_from.as_of_date - 90
            ), 0
        ) / max(paces.pace_day_count) as pace_amount,
        max(days._loaded_at) as _loaded_at
    from seen_from
    cross join first_work
    inner join paces
        on seen_from.month_start_date = paces.month_start_date
    inner join days
        on
            days.report_date >= seen_from.as_of_date - 90
            and seen_from.month_end_date >= days.report_date
    where seen_from.as_of_date - 90 >= first_work.first_date
    group by
        seen_from.month_start_date,
        days.projection_scope,
        days.clinic_id,
        seen_from.is_running,
        seen_from.as_of_date,
        seen_from.remaining_working_day_count

),

final as (

    select
        month_start_date,
        projection_scope,
        clinic_id,
        is_running,
        as_of_date,
        remaining_working_day_count,
        made_amount,
        pace_amount,
        made_amount + pace_amount * remaining_working_day_count as projected_amount,
        case when not is_running then made_amount + later_amount end as actual_amount,
        case
            when not is_running
                then later_amount / nullif(pace_amount * remaining_working_day_count, 0)
        end as pace_share,
        _loaded_at
    from measured

)

select * from final
