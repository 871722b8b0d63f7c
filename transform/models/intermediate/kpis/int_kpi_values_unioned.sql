-- The models of all domains, one below the other; each has these columns by contract.
with

unioned as (

    select * from {{ ref('int_kpi_values_production') }}
    union all
    select * from {{ ref('int_kpi_values_collections') }}

)

select * from unioned
