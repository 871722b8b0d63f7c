select
    'new_patients' as line,
    '' as policy,
    first_visit_date,
    patient_id,
    referral_id,
    1 as amount
from marts.rpt_new_patients
