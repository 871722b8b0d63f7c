-- The chain patplan, inssub, insplan neither drops nor repeats a coverage; one without a
-- subscription is an error in the source, worth a look and no reason to stop.
{{ config(severity='warn') }}

with

coverages as (

    select * from {{ ref('stg_opendental__patplan') }}

),

chained as (

    select
        patient_coverage_id,
        count(*) as row_count
    from {{ ref('int_coverages_chained') }}
    group by patient_coverage_id

)

select coverages.patient_coverage_id
from coverages
left join chained
    on coverages.patient_coverage_id = chained.patient_coverage_id
where chained.row_count is distinct from 1
