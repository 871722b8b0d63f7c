-- What each alert rule of the practice says of the newest whole month: of the practice, where
-- there is no clinic, and of each clinic that has the figure. A rule that has nothing to compare
-- says so and raises nothing.
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
        min(variant) as variant,
        bool_or(unit = 'rate') as is_rate
    from definitions
    where is_default
    group by kpi_id

),

rules as (

    select
        alert_rules.*,
        coalesce(alert_rules.variant, defaults.variant) as shown_variant,
        coalesce(defaults.is_rate, false) as is_rate,
        (date_trunc('month', settings.today_date) - interval '1 month')::date as month_start_date
    from alert_rules
    cross join settings
    left join defaults
        on alert_rules.kpi_id = defaults.kpi_id

),

-- Rows of providers and clinics are a partition, so their parts add up to the clinic's and to the
-- practice's. What cannot be split by clinic is the practice's alone.
added as (

    select
        kpi_id,
        variant,
        period_start as month_start_date,
        clinic_id,
        grouping(clinic_id) = 1 as is_whole_practice,
        case
            when count(denominator) = 0 then sum(numerator)
            else sum(numerator) / nullif(sum(denominator), 0)
        end as kpi_value,
        max(_loaded_at) as _loaded_at
    from kpi_values
    where period_grain = 'month'
    group by grouping sets (
        (kpi_id, variant, period_start),
        (kpi_id, variant, period_start, clinic_id)
    )

),

months as (

    select *
    from added
    where
        is_whole_practice
        or clinic_id is not null

),

places as (

    select distinct
        kpi_id,
        variant,
        clinic_id
    from months
    where not is_whole_practice

),

asked as (

    select
        rules.*,
        null::bigint as clinic_id
    from rules
    union all
    select
        rules.*,
        places.clinic_id
    from rules
    inner join places
        on
            rules.kpi_id = places.kpi_id
            and rules.shown_variant = places.variant

),

-- A share that the practice wants, or a limit of one, holds for each of its clinics; an amount of
-- the whole practice is no measure of a clinic.
compared as (

    select
        asked.*,
        newest.kpi_value,
        case asked.compared_with
            when 'target' then coalesce(own_targets.target_value, practice_targets.target_value)
            when 'value'
                then case
                        when asked.clinic_id is null or asked.is_rate then asked.threshold_value
                    end
            when 'previous_month' then before.kpi_value
            when 'previous_year' then year_before.kpi_value
        end as compared_value,
        newest._loaded_at
    from asked
    left join months as newest
        on
            asked.kpi_id = newest.kpi_id
            and asked.shown_variant = newest.variant
            and asked.clinic_id is not distinct from newest.clinic_id
            and asked.month_start_date = newest.month_start_date
    left join months as before
        on
            asked.kpi_id = before.kpi_id
            and asked.shown_variant = before.variant
            and asked.clinic_id is not distinct from before.clinic_id
            and (asked.month_start_date - interval '1 month')::date = before.month_start_date
    left join months as year_before
        on
            asked.kpi_id = year_before.kpi_id
            and asked.shown_variant = year_before.variant
            and asked.clinic_id is not distinct from year_before.clinic_id
            and (asked.month_start_date - interval '1 year')::date = year_before.month_start_date
    -- 0 is the whole practice among targets, and no clinic among clinics.
    left join targets as own_targets
        on
            asked.kpi_id = own_targets.kpi_id
            and own_targets.variant in (asked.shown_variant, '*')
            and own_targets.provider_id = 0
            and own_targets.clinic_id = coalesce(asked.clinic_id, 0)
            and (asked.clinic_id is null or asked.clinic_id <> 0)
            and asked.month_start_date >= own_targets.from_date
            and (
                own_targets.until_date is null
                or asked.month_start_date < own_targets.until_date
            )
    left join targets as practice_targets
        on
            asked.kpi_id = practice_targets.kpi_id
            and practice_targets.variant in (asked.shown_variant, '*')
            and practice_targets.provider_id = 0
            and practice_targets.clinic_id = 0
            and asked.clinic_id is not null
            and asked.is_rate
            and asked.month_start_date >= practice_targets.from_date
            and (
                practice_targets.until_date is null
                or asked.month_start_date < practice_targets.until_date
            )

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
        clinic_id,
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
        _loaded_at
    from judged

)

select * from final
