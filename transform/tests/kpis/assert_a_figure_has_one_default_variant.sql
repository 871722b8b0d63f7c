with

definitions as (

    select * from {{ ref('rpt_kpi_definitions') }}

)

select
    kpi_id,
    count(*) filter (where is_default) as default_count
from definitions
group by kpi_id
having count(*) filter (where is_default) <> 1
