-- What each alert rule of the practice says of the newest whole month. A rule that has nothing to
-- compare says so and raises nothing.
with

alert_rules as (

    select * from {{ ref('alert_rules') }}

),

kpi_values as (

    select * from {{ ref('rpt_kpi_values') }}

),

definitions as (

    select * from {{ ref('rpt_kpi_definitions') }}

),

targets as (

    select * from {{ ref('rpt_kpi_targets') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

defaults as (

    select
        kpi_id,
        min(variant) as variant
    from definitions
    where is_default
    group by kpi_id

),

rules as (

    select
        alert_rules.*,
        coalesce(alert_rules.variant, defaults.variant) as shown_variant,
        (date_trunc('month', settings.today_date) - interval '1 month')::date as month_start_date
    from alert_rules
    cross join settings
    left join defaults
        on alert_rules.kpi_id = defaults.kpi_id

),

-- Rows of providers and clinics are a partition, so their parts add up to the practice's.
months as (

    select
        kpi_id,
        variant,
        period_start as month_start_date,
        case
            when count(denominator) = 0 then sum(numerator)
            else sum(numerator) / nullif(sum(denominator), 0)
        end as kpi_value,
        max(_loaded_at) as _loaded_at
    from kpi_values
    where period_grain = 'month'
    group by kpi_id, variant, period_start

),

compared as (

    select
        rules.alert_rule,
        rules.kpi_id,
        rules.shown_variant,
        rules.comparison,
        rules.compared_with,
        rules.severity,
        rules.told_role,
        rules.explanation,
        rules.threshold_value,
        rules.month_start_date,
        newest.kpi_value,
        case rules.compared_with
            when 'target' then targets.target_value
            when 'value' then rules.threshold_value
            when 'previous_month' then before.kpi_value
            when 'previous_year' then year_before.kpi_value
        end as compared_value,
        newest._loaded_at
    from rules
    left join months as newest
        on
            rules.kpi_id = newest.kpi_id
            and rules.shown_variant = newest.variant
            and rules.month_start_date = newest.month_start_date
    left join months as before
        on
            rules.kpi_id = before.kpi_id
            and rules.shown_variant = before.variant
            and (rules.month_start_date - interval '1 month')::date = before.month_start_date
    left join months as year_before
        on
            rules.kpi_id = year_before.kpi_id
            and rules.shown_variant = year_before.variant
            and (rules.month_start_date - interval '1 year')::date = year_before.month_start_date
    left join targets
        on
            rules.kpi_id = targets.kpi_id
            and targets.variant in (rules.shown_variant, '*')
            and targets.provider_id = 0
            and targets.clinic_id = 0
            and rules.month_start_date >= targets.from_date
            and (rules.month_start_date < targets.until_date or targets.until_date is null)

),

judged as (

    select
        *,
        case
            when compared_with in ('target', 'value') then kpi_value - compared_value
            else kpi_value / nullif(compared_value, 0) - 1 - threshold_value
        end as excess_value
    from compared

),

final as (

    select
        -- keys
        alert_rule,
        month_start_date,
        kpi_id,
        coalesce(shown_variant, '*') as variant,

        -- attributes
        comparison,
        compared_with,
        severity,
        told_role,
        explanation as alert_reason,

        -- measures
        kpi_value,
        compared_value,
        threshold_value,

        -- flags
        excess_value is not null as is_comparable,
        coalesce(
            case comparison
                when 'below' then excess_value < 0
                when 'above' then excess_value > 0
            end, false
        ) as is_raised,

        -- loader (UTC)
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from judged

)

select * from final
