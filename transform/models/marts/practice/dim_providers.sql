with

providers as (

    select * from {{ ref('stg_opendental__provider') }}

),

definitions as (

    select * from {{ ref('stg_opendental__definition') }}

),

described as (

    select
        providers.provider_id,
        providers.fee_schedule_id,
        providers.provider_abbreviation,
        definitions.definition_name as specialty,
        providers.provider_status,
        round(
            coalesce(providers.hourly_production_goal_amount, 0), 2
        ) as hourly_production_goal_amount,
        coalesce(providers.is_secondary, false) as is_hygienist,
        coalesce(providers.is_not_person, false) as is_not_person,
        coalesce(providers.is_hidden, false) as is_hidden,
        coalesce(providers.is_hidden_report, false) as is_hidden_from_reports,
        providers.termination_date,
        providers._loaded_at
    from providers
    left join definitions
        on providers.specialty_id = definitions.definition_id

),

-- Number 0 in the source means nobody; an inner join to provider loses its money.
unassigned as (

    select
        0::bigint as provider_id,
        null::bigint as fee_schedule_id,
        'unassigned' as provider_abbreviation,
        null as specialty,
        null as provider_status,
        0::numeric as hourly_production_goal_amount,
        false as is_hygienist,
        true as is_not_person,
        false as is_hidden,
        false as is_hidden_from_reports,
        null::date as termination_date,
        null::timestamp as _loaded_at

),

unioned as (

    select * from described
    union all
    select * from unassigned

),

final as (

    select
        *,
        current_timestamp at time zone 'utc' as _built_at
    from unioned

)

select * from final
