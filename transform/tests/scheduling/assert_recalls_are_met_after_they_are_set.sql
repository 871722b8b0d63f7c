with

cycles as (

    select * from {{ ref('int_recall_cycles_rebuilt') }}

)

select
    recall_id,
    previous_date
from cycles
where
    met_date <= previous_date
    or cycle_due_date <= previous_date
