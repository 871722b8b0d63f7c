-- The group's parts are the sum of the practices' own, straight from what they published.
with

published as (

    select
        kpi_id,
        variant,
        period_start,
        sum(numerator) as numerator,
        sum(n_rows) as n_rows
    from {{ source('practices', 'rpt_kpi_values') }}
    where period_grain = 'month'
    group by
        kpi_id,
        variant,
        period_start

),

figures as (

    select * from {{ ref('rpt_group_kpi_values') }}

)

select
    published.kpi_id,
    published.variant,
    published.period_start
from published
left join figures
    on
        published.kpi_id = figures.kpi_id
        and published.variant = figures.variant
        and published.period_start = figures.period_start
where
    figures.kpi_id is null
    or coalesce(published.numerator, 0) <> coalesce(figures.numerator, 0)
    or published.n_rows <> figures.n_rows
