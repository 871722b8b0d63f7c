-- What the patient's family owes today.
select age.*
from marts.rpt_ar_aging as age
inner join marts.dim_patients as pat
    on age.guarantor_id = pat.guarantor_id
where
    age.is_today
    and pat.patient_id = %(patient_id)s
