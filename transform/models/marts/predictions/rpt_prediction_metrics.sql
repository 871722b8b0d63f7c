with

metrics as (

    select * from {{ source('ml', 'model_card_metrics') }}

),

models as (

    select * from {{ source('ml', 'models') }}

),

final as (

    select
        -- keys
        metrics.model,
        metrics.version,
        metrics.segment,
        metrics.metric,

        -- measures
        metrics.value::numeric as metric_value,
        metrics.lower::numeric as lower_value,
        metrics.upper::numeric as upper_value,

        -- loader (UTC)
        models.trained_at at time zone 'utc' as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from metrics
    inner join models
        on
            metrics.model = models.model
            and metrics.version = models.version

)

select * from final
