-- Every key figure as rows. The model of each domain gives parts (numerator, denominator, rows
-- counted) by day, or by month where a day makes no sense; months of what adds up are made here,
-- once, and so is the value.
with

definitions as (

    select * from {{ ref('kpi_definitions') }}

),

unioned as not materialized (

    select * from {{ ref('int_kpi_values_unioned') }}

),

additive as (

    select kpi_id
    from definitions
    where is_additive

),

months_of_days as (

    select
        unioned.kpi_id,
        unioned.variant,
        'month' as period_grain,
        date_trunc('month', unioned.period_start)::date as period_start,
        unioned.provider_id,
        unioned.clinic_id,
        sum(unioned.numerator) as numerator,
        sum(unioned.denominator) as denominator,
        sum(unioned.n_rows)::bigint as n_rows,
        max(unioned._loaded_at) as _loaded_at
    from unioned
    inner join additive
        on unioned.kpi_id = additive.kpi_id
    where unioned.period_grain = 'day'
    group by
        date_trunc('month', unioned.period_start)::date,
        unioned.provider_id,
        unioned.clinic_id,
        unioned.kpi_id,
        unioned.variant

),

-- Who asks for a year of one figure finds it on a few pages of the disk.
months_in_order as (

    select * from months_of_days
    order by
        kpi_id,
        period_start

),

periods as (

    select
        kpi_id,
        variant,
        period_grain,
        period_start,
        provider_id,
        clinic_id,
        numerator,
        denominator,
        n_rows,
        _loaded_at
    from unioned
    union all
    select
        kpi_id,
        variant,
        period_grain,
        period_start,
        provider_id,
        clinic_id,
        numerator,
        denominator,
        n_rows,
        _loaded_at
    from months_in_order

),

-- A share has two parts, everything else one. Nothing to divide by is no value, never 0.
final as (

    select
        kpi_id,
        variant,
        period_grain,
        period_start,
        provider_id,
        clinic_id,
        numerator,
        denominator,
        case
            when denominator is null then numerator
            else numerator / nullif(denominator, 0)
        end as value,
        n_rows,
        _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from periods

)

select * from final
