select
    procedures.procedure_id,
    lines.line_amount
from {{ ref('int_production_income_unioned') }} as lines
inner join {{ ref('fct_procedures') }} as procedures
    on
        lines.line_id = procedures.procedure_id
        and lines.line_type = 'production'
where procedures.procedure_status <> 'complete'
