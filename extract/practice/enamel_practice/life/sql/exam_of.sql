-- The exam at which treatment was planned: its visit's kind.
select AppointmentTypeNum
from appointment
where
    PatNum = %(patient)s
    and AptStatus = 2
    and AptDateTime >= %(day)s
    and AptDateTime < %(day)s + interval 1 day
order by AppointmentTypeNum = 3, AptNum
limit 1
