-- A fact is its source table with names and flags: a join must neither drop nor repeat a row.
with

counted as (

    select
        'procedures' as fact,
        (select count(*) from {{ ref('fct_procedures') }}) as fact_count,
        (select count(*) from {{ ref('stg_opendental__procedurelog') }}) as source_count
    union all
    select
        'claim_lines' as fact,
        (select count(*) from {{ ref('fct_claim_lines') }}) as fact_count,
        (select count(*) from {{ ref('stg_opendental__claimproc') }}) as source_count
    union all
    select
        'payment_splits' as fact,
        (select count(*) from {{ ref('fct_payment_splits') }}) as fact_count,
        (select count(*) from {{ ref('stg_opendental__paysplit') }}) as source_count
    union all
    select
        'adjustments' as fact,
        (select count(*) from {{ ref('fct_adjustments') }}) as fact_count,
        (select count(*) from {{ ref('stg_opendental__adjustment') }}) as source_count
    union all
    select
        'patients' as fact,
        (select count(*) from {{ ref('dim_patients') }}) as fact_count,
        (select count(*) from {{ ref('stg_opendental__patient') }}) as source_count

)

select *
from counted
where fact_count <> source_count
