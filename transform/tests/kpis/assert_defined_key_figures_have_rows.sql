-- A practice that does not use a part of Open Dental has no rows of its figures; that is worth
-- knowing and no fault of the build.
{{ config(severity='warn') }}

with

definitions as (

    select * from {{ ref('rpt_kpi_definitions') }}

)

select
    kpi_id,
    'Nothing in the source belongs to it, or say in transform/seeds/kpi_definitions.csv why not.'
        as next_action
from definitions
where absence_reason is null
group by kpi_id
having sum(row_count) = 0
