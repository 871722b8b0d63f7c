-- Every row says what is missing or contradicts itself in the lists a practice reviews, and what to
-- do about it.
with

targets as (

    select * from {{ ref('practice_targets') }}

),

benchmarks as (

    select * from {{ ref('kpi_benchmarks') }}

),

alert_rules as (

    select * from {{ ref('alert_rules') }}

),

providers as (

    select * from {{ ref('stg_opendental__provider') }}

),

clinics as (

    select * from {{ ref('stg_opendental__clinic') }}

),

missing as (

    select
        'practice_targets' as seed_name,
        targets.kpi_id as row_name,
        'No provider has the abbreviation ' || targets.provider_abbreviation
        || '; spell it as in Open Dental.' as next_action
    from targets
    left join providers
        on targets.provider_abbreviation = providers.provider_abbreviation
    where
        targets.provider_abbreviation is not null
        and providers.provider_id is null
    union all
    select
        'practice_targets' as seed_name,
        targets.kpi_id as row_name,
        'No clinic has the abbreviation ' || targets.clinic_abbreviation
        || '; spell it as in Open Dental.' as next_action
    from targets
    left join clinics
        on targets.clinic_abbreviation = clinics.clinic_abbreviation
    where
        targets.clinic_abbreviation is not null
        and clinics.clinic_id is null
    union all
    select
        'practice_targets' as seed_name,
        kpi_id as row_name,
        'Two targets begin on ' || from_date || '; leave one.' as next_action
    from targets
    group by kpi_id, variant, provider_abbreviation, clinic_abbreviation, from_date
    having count(*) > 1
    union all
    select
        'alert_rules' as seed_name,
        alert_rules.alert_rule as row_name,
        'Add a target of ' || alert_rules.kpi_id || ' to practice_targets.csv, or compare with a '
        || 'value.' as next_action
    from alert_rules
    left join targets
        on alert_rules.kpi_id = targets.kpi_id
    where
        alert_rules.compared_with = 'target'
        and targets.kpi_id is null
    union all
    select
        'alert_rules' as seed_name,
        alert_rule as row_name,
        'Fill in threshold_value.' as next_action
    from alert_rules
    where
        compared_with <> 'target'
        and threshold_value is null
    union all
    select
        'kpi_benchmarks' as seed_name,
        benchmark_name as row_name,
        'Fill in at least one figure.' as next_action
    from benchmarks
    where coalesce(low_value, high_value, mean_value, top_decile_value) is null

)

select * from missing
