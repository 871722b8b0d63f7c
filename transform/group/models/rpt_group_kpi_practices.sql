-- Every key figure of every practice by month: its parts added up over providers and clinics, and
-- the value made of them, never the mean of values.
with

parts as (

    select * from {{ source('practices', 'rpt_kpi_values') }}
    where period_grain = 'month'

),

summed as (

    select
        practice_id,
        kpi_id,
        variant,
        period_start,
        cast(sum(numerator) as numeric(28, 10)) as numerator,
        cast(sum(denominator) as numeric(28, 10)) as denominator,
        cast(sum(n_rows) as bigint) as n_rows,
        max(_loaded_at) as _loaded_at
    from parts
    group by
        practice_id,
        kpi_id,
        variant,
        period_start

),

-- Twenty decimals before the division: Postgres then rounds where Spark does.
divided as (

    select
        *,
        cast(numerator as numeric(38, 20)) / nullif(denominator, 0) as quotient
    from summed

),

final as (

    select
        -- keys
        practice_id,
        kpi_id,
        variant,
        period_start,

        -- measures
        numerator,
        denominator,
        case
            when denominator is null then numerator
            else cast(quotient as numeric(28, 10))
        end as value,
        n_rows,

        -- times
        _loaded_at,
        cast('{{ var("built_at") }}' as timestamp) as _built_at
    from divided

)

select * from final
