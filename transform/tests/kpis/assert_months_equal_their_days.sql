-- Of figures that add up, the days of a month are the month.
with

kpi_values as (

    select * from {{ ref('rpt_kpi_values') }}

),

definitions as (

    select * from {{ ref('kpi_definitions') }}

),

days as (

    select
        kpi_values.kpi_id,
        kpi_values.variant,
        date_trunc('month', kpi_values.period_start)::date as period_start,
        sum(kpi_values.numerator) as numerator,
        sum(kpi_values.denominator) as denominator,
        sum(kpi_values.n_rows) as n_rows
    from kpi_values
    inner join definitions
        on kpi_values.kpi_id = definitions.kpi_id
    where
        definitions.is_additive
        and kpi_values.period_grain = 'day'
    group by
        kpi_values.kpi_id,
        kpi_values.variant,
        date_trunc('month', kpi_values.period_start)::date

),

months as (

    select
        kpi_id,
        variant,
        period_start,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(n_rows) as n_rows
    from kpi_values
    where period_grain = 'month'
    group by kpi_id, variant, period_start

)

select
    days.kpi_id,
    days.variant,
    days.period_start
from days
left join months
    on
        days.kpi_id = months.kpi_id
        and days.variant = months.variant
        and days.period_start = months.period_start
where
    days.numerator is distinct from months.numerator
    or days.denominator is distinct from months.denominator
    or days.n_rows is distinct from months.n_rows
