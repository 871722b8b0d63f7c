select *
from {{ ref('fct_procedures') }}
where
    (is_complete and production_amount <> gross_fee_amount - capitation_write_off_amount)
    or (not is_complete and (production_amount <> 0 or capitation_write_off_amount <> 0))
