with

models as (

    select * from {{ source('ml', 'models') }}

),

cards as (

    select * from {{ source('ml', 'model_cards') }}

),

final as (

    select
        -- keys
        models.model,
        models.version,

        -- attributes
        models.role as model_role,
        models.verdict,
        models.rule as rule_in_words,
        models.approved_by,
        cards.card,
        cards.reliability_svg,
        cards.lift_svg,

        -- measures
        models.base_rate::numeric(5, 4) as base_rate,
        models.row_count as moment_count,
        models.patient_count as person_count,

        -- flags
        models.is_published,

        -- times
        models.train_from_date,
        models.tune_from_date,
        models.test_from_date,
        models.test_until_date,
        models.trained_at at time zone 'utc' as trained_at,
        models.approved_at at time zone 'utc' as approved_at,

        -- loader (UTC)
        models.trained_at at time zone 'utc' as _loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from models
    inner join cards
        on
            models.model = cards.model
            and models.version = cards.version

)

select * from final
