-- The models of all domains, one below the other; each has these columns by contract.
with

unioned as (

    select * from {{ ref('int_kpi_values_production') }}
    union all
    select * from {{ ref('int_kpi_values_collections') }}
    union all
    select * from {{ ref('int_kpi_values_receivables') }}
    union all
    select * from {{ ref('int_kpi_values_insurance') }}
    union all
    select * from {{ ref('int_kpi_values_patients') }}
    union all
    select * from {{ ref('int_kpi_values_hygiene') }}
    union all
    select * from {{ ref('int_kpi_values_treatment') }}
    union all
    select * from {{ ref('int_kpi_values_scheduling') }}
    union all
    select * from {{ ref('int_kpi_values_communications') }}
    union all
    select * from {{ ref('int_kpi_values_data_quality') }}

)

select * from unioned
