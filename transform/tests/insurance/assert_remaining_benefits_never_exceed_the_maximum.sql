select *
from {{ ref('rpt_benefits_remaining') }}
where
    remaining_benefit_amount < 0
    or remaining_benefit_amount > annual_maximum_amount
    or has_annual_maximum <> (remaining_benefit_amount is not null)
