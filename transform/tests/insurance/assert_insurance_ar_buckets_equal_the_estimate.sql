select *
from {{ ref('rpt_insurance_ar') }}
where
    estimate_0_30_amount + estimate_31_60_amount + estimate_61_90_amount + estimate_over_90_amount
    <> insurance_estimate_amount
