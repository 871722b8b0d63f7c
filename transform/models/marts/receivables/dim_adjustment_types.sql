-- Bad debt is what the office lists in its own preference BadDebtAdjustmentTypes; the sign of an
-- adjustment is in its amount, and the type only says which one is meant.
with

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

preferences as (

    select * from {{ ref('stg_opendental__preference') }}

),

bad_debt_types as (

    select distinct parts.adjustment_type_id::bigint as adjustment_type_id
    from preferences
    cross join
        lateral regexp_split_to_table(preferences.preference_value, ',') as parts (
            adjustment_type_id
        )
    where
        preferences.preference_name = 'BadDebtAdjustmentTypes'
        and parts.adjustment_type_id ~ '^[0-9]+$'

),

final as (

    select
        -- keys
        definitions.definition_id as adjustment_type_id,

        -- attributes
        definitions.definition_name as adjustment_type,
        case definitions.definition_value
            when '+' then 'addition'
            when '-' then 'subtraction'
            when 'dp' then 'discount_plan'
            else 'unknown'
        end as adjustment_direction,

        -- flags
        bad_debt_types.adjustment_type_id is not null as is_bad_debt,
        coalesce(definitions.is_hidden, false) as is_hidden,

        -- loader (UTC)
        definitions._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from definitions
    left join bad_debt_types
        on definitions.definition_id = bad_debt_types.adjustment_type_id
    where definitions.definition_category_code = 1

)

select * from final
