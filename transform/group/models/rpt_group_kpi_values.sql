-- Every key figure of the group by month, from the parts of all practices. A person who is a
-- patient of two practices counts in both: no key of one practice means anyone in another.
with

practices as (

    select * from {{ ref('rpt_group_kpi_practices') }}

),

summed as (

    select
        kpi_id,
        variant,
        period_start,
        cast(sum(numerator) as numeric(28, 10)) as numerator,
        cast(sum(denominator) as numeric(28, 10)) as denominator,
        cast(sum(n_rows) as bigint) as n_rows,
        count(*) as practice_count,
        max(_loaded_at) as _loaded_at
    from practices
    group by
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
        practice_count,

        -- times
        _loaded_at,
        cast('{{ var("built_at") }}' as timestamp) as _built_at
    from divided

)

select * from final
