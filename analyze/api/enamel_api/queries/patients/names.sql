-- What these patients are called.
select
    patient_id,
    last_name,
    first_name,
    preferred_name
from identity.named_patients
where patient_id = any(%(patients)s)
