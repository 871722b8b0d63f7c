-- What the patient's family owes today.
select age.*
from marts.rpt_ar_aging as age
inner join marts.dim_patients as pat
    on age.guarantor_id = pat.guarantor_id
where
    age.as_of_date = (select cal.calendar_date from marts.dim_dates as cal where cal.is_today)
    and pat.patient_id = %(patient_id)s
