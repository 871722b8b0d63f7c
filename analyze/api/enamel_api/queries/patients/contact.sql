-- How to reach one patient.
select
    patient_id,
    last_name,
    first_name,
    preferred_name,
    home_phone,
    work_phone,
    wireless_phone,
    email,
    address,
    address_2,
    city,
    state,
    zip
from identity.named_patients
where patient_id = %(patient_id)s
