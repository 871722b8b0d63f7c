with

lines as (

    select * from {{ ref('int_production_income_unioned') }}

),

splits as (

    select * from {{ ref('fct_payment_splits') }}

)

select splits.payment_split_id
from lines
inner join splits
    on lines.line_id = splits.payment_split_id
where
    lines.line_type = 'patient_income'
    and splits.is_unearned
