-- Nobody shows a figure that nobody explained.
with

kpi_values as (

    select * from {{ ref('rpt_kpi_values') }}

),

variants as (

    select * from {{ ref('kpi_variants') }}

)

select
    kpi_values.kpi_id,
    kpi_values.variant,
    'Describe it in transform/seeds/kpi_definitions.csv and kpi_variants.csv.' as next_action
from kpi_values
left join variants
    on
        kpi_values.kpi_id = variants.kpi_id
        and variants.variant in (kpi_values.variant, '*')
where variants.kpi_id is null
group by kpi_values.kpi_id, kpi_values.variant
