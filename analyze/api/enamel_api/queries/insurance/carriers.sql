-- What a page can be filtered by: carriers with plans.
select distinct
    carrier_id,
    carrier_name
from marts.dim_insurance_plans
where
    not is_hidden
    and carrier_id > 0
