-- The practice's targets with the days on which they hold; a later one ends the one before.
with

targets as (

    select * from {{ ref('practice_targets') }}

),

definitions as (

    select * from {{ ref('rpt_kpi_definitions') }}

),

providers as (

    select * from {{ ref('stg_opendental__provider') }}

),

clinics as (

    select * from {{ ref('stg_opendental__clinic') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

defaults as (

    select
        kpi_id,
        min(variant) as variant
    from definitions
    where is_default
    group by kpi_id

),

named as (

    select
        targets.kpi_id,
        coalesce(targets.variant, defaults.variant) as variant,
        coalesce(providers.provider_id, 0) as provider_id,
        coalesce(clinics.clinic_id, 0) as clinic_id,
        targets.comparison,
        targets.target_value,
        targets.explanation as target_reason,
        targets.from_date
    from targets
    left join defaults
        on targets.kpi_id = defaults.kpi_id
    left join providers
        on targets.provider_abbreviation = providers.provider_abbreviation
    left join clinics
        on targets.clinic_abbreviation = clinics.clinic_abbreviation
    where
        (targets.provider_abbreviation is null or providers.provider_id is not null)
        and (targets.clinic_abbreviation is null or clinics.clinic_id is not null)

),

final as (

    select
        -- keys
        named.kpi_id,
        coalesce(named.variant, '*') as variant,
        named.provider_id,
        named.clinic_id,
        named.from_date,

        -- attributes
        named.comparison,
        named.target_reason,

        -- measures
        named.target_value,

        -- times
        lead(named.from_date) over (
            partition by named.kpi_id, named.variant, named.provider_id, named.clinic_id
            order by named.from_date
        ) as until_date,

        -- loader (UTC)
        settings._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from named
    cross join settings

)

select * from final
