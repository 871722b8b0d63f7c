-- The visit at which a patient's teeth were cleaned on a day.
select
    AptNum,
    AptDateTime,
    IsNewPatient
from appointment
where
    PatNum = %(patient)s
    and AptStatus = 2
    and AppointmentTypeNum in (1, 2)
    and AptDateTime >= %(day)s
    and AptDateTime < %(day)s + interval 1 day
order by AptNum
limit 1
