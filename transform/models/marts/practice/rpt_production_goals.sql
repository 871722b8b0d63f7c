-- Open Dental's production goal report, a day at a time: what was produced, what is still on the
-- book, and what the scheduled hours should bring.
with

income_lines as (

    select * from {{ ref('int_production_income_summed') }}

),

scheduled_production as (

    select * from {{ ref('int_scheduled_production_valued') }}

),

scheduled_days as (

    select * from {{ ref('int_provider_days_scheduled') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

-- By the provider and clinic of the procedure, on the day of the appointment.
stacked as (

    select
        income_lines.report_date,
        income_lines.provider_id,
        income_lines.clinic_id,
        case
            when income_lines.line_type = 'production' then income_lines.line_amount
            else 0
        end as production_amount,
        case
            when income_lines.line_type = 'adjustment' then income_lines.line_amount
            else 0
        end as adjustment_amount,
        case
            when income_lines.line_type = 'write_off_' || settings.write_off_policy
                then income_lines.line_amount
            else 0
        end as write_off_policy_amount,
        0::numeric as scheduled_production_amount,
        0::numeric as scheduled_minutes,
        0::numeric as goal_amount,
        income_lines._loaded_at
    from income_lines
    cross join settings
    where
        income_lines.line_type in (
            'production', 'adjustment', 'write_off_' || settings.write_off_policy
        )
    union all
    select
        scheduled_date as report_date,
        provider_id,
        clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_policy_amount,
        scheduled_production_amount,
        0 as scheduled_minutes,
        0 as goal_amount,
        _loaded_at
    from scheduled_production
    where scheduled_date is not null
    union all
    select
        schedule_date as report_date,
        provider_id,
        clinic_id,
        0 as production_amount,
        0 as adjustment_amount,
        0 as write_off_policy_amount,
        0 as scheduled_production_amount,
        scheduled_minutes,
        goal_amount,
        _loaded_at
    from scheduled_days

),

summed as (

    select
        report_date,
        provider_id,
        clinic_id,
        sum(production_amount) as production_amount,
        sum(adjustment_amount) as adjustment_amount,
        sum(write_off_policy_amount) as write_off_policy_amount,
        sum(scheduled_production_amount) as scheduled_production_amount,
        sum(goal_amount) as goal_amount,
        sum(scheduled_minutes) as scheduled_minutes,
        max(_loaded_at) as _loaded_at
    from stacked
    group by report_date, provider_id, clinic_id

),

final as (

    select
        report_date,
        provider_id,
        clinic_id,
        production_amount,
        adjustment_amount,
        write_off_policy_amount,
        production_amount + adjustment_amount + write_off_policy_amount as net_production_amount,
        scheduled_production_amount,
        goal_amount,
        scheduled_minutes / 60 as scheduled_hours,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from summed

)

select * from final
