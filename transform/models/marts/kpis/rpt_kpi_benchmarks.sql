-- Published figures beside the KPIs, one by one: never an average of two, never a target.
with

benchmarks as (

    select * from {{ ref('kpi_benchmarks') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

final as (

    select
        -- keys
        benchmarks.kpi_id,
        benchmarks.benchmark_name,
        benchmarks.source as benchmark_source,

        -- attributes
        benchmarks.population,
        benchmarks.grade as benchmark_grade,
        benchmarks.unit,
        benchmarks.caution,

        -- measures
        benchmarks.low_value,
        benchmarks.high_value,
        benchmarks.mean_value,
        benchmarks.top_decile_value,

        -- loader (UTC)
        settings._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from benchmarks
    cross join settings

)

select * from final
