select splits.payment_split_id
from {{ ref('int_production_income_unioned') }} as lines
inner join {{ ref('fct_payment_splits') }} as splits
    on
        lines.line_id = splits.payment_split_id
        and lines.line_type = 'patient_income'
where splits.is_unearned
