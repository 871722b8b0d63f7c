-- What every key figure means, in which variants, and what the warehouse holds of it.
with

definitions as (

    select * from {{ ref('kpi_definitions') }}

),

variants as (

    select * from {{ ref('kpi_variants') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

kpi_values as (

    select * from {{ ref('rpt_kpi_values') }}

),

held as (

    select
        kpi_id,
        variant,
        count(*) as row_count,
        min(period_start) as first_period_date,
        max(period_start) as last_period_date,
        max(_loaded_at) as _loaded_at
    from kpi_values
    group by kpi_id, variant

),

-- Some figures are cut by something open (a procedure code, a way of paying): their variant is '*'.
matched as (

    select
        variants.kpi_id,
        variants.variant,
        coalesce(sum(held.row_count), 0)::bigint as row_count,
        min(held.first_period_date) as first_period_date,
        max(held.last_period_date) as last_period_date,
        max(held._loaded_at) as _loaded_at
    from variants
    left join held
        on
            variants.kpi_id = held.kpi_id
            and variants.variant in (held.variant, '*')
    group by variants.kpi_id, variants.variant

),

final as (

    select
        definitions.kpi_id,
        variants.variant,
        definitions.kpi_number,
        definitions.kpi_label,
        variants.variant_label,
        definitions.domain,
        coalesce(variants.unit, definitions.unit) as unit,
        definitions.date_basis,
        definitions.meaning,
        definitions.caution,
        definitions.source_model,
        definitions.decision,
        definitions.absence_reason,
        definitions.query_absence_reason,
        matched.row_count,
        -- Among the three policies of write-offs, the practice's own is the one to show.
        coalesce(variants.is_default, variants.variant = settings.write_off_policy) as is_default,
        definitions.is_additive,
        matched.first_period_date,
        matched.last_period_date,
        matched._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from definitions
    cross join settings
    inner join variants
        on definitions.kpi_id = variants.kpi_id
    inner join matched
        on
            variants.kpi_id = matched.kpi_id
            and variants.variant = matched.variant

)

select * from final
