with

opened as (

    select * from {{ ref('int_treatment_opened') }}

),

procedures as (

    select * from {{ ref('fct_procedures') }}

)

select opened.procedure_id
from opened
inner join procedures
    on opened.procedure_id = procedures.procedure_id
where procedures.procedure_status_code <> 1
