-- Every kind of line has its column: one that Enamel does not know would move a balance unseen.
select *
from {{ ref('rpt_ar_movement') }}
where
    procedure_amount
    + adjustment_amount
    + insurance_credit_amount
    + patient_credit_amount
    + payment_plan_amount
    <> charged_amount + credited_amount
