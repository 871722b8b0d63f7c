-- Targets, alert rules and benchmarks of a KPI or variant that rpt_kpi_definitions lacks. It
-- only warns: a figure may be advised before it is computed, and it decides nothing until then.
{{ config(severity='warn') }}

with

definitions as (

    select * from {{ ref('rpt_kpi_definitions') }}

),

targets as (

    select * from {{ ref('practice_targets') }}

),

benchmarks as (

    select * from {{ ref('kpi_benchmarks') }}

),

alert_rules as (

    select * from {{ ref('alert_rules') }}

),

named as (

    select
        'practice_targets' as seed_name,
        kpi_id as row_name,
        kpi_id,
        variant
    from targets
    union all
    select
        'alert_rules' as seed_name,
        alert_rule as row_name,
        kpi_id,
        variant
    from alert_rules
    union all
    select
        'kpi_benchmarks' as seed_name,
        benchmark_name as row_name,
        kpi_id,
        null as variant
    from benchmarks

)

select
    named.seed_name,
    named.row_name,
    'There is no such KPI or variant; rpt_kpi_definitions lists them.' as next_action
from named
left join definitions
    on
        named.kpi_id = definitions.kpi_id
        and (named.variant is null or named.variant in (definitions.variant, '*'))
where definitions.kpi_id is null
