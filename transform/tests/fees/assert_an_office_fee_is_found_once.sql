select
    provider_id,
    clinic_id,
    procedure_code_id
from {{ ref('int_fees_looked_up') }}
group by
    provider_id,
    clinic_id,
    procedure_code_id
having count(*) > 1
