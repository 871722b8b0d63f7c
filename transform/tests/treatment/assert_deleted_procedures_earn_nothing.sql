with

lines as (

    select * from {{ ref('int_production_income_unioned') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

)

select
    procedures.procedure_id,
    lines.line_amount
from lines
inner join procedures
    on lines.line_id = procedures.procedure_id
where
    lines.line_type = 'production'
    and procedures.procedure_status <> 'complete'
