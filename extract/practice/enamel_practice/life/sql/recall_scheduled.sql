-- The next visit booked with any of some codes.
select min(date(appointment.AptDateTime)) as scheduled
from appointment
inner join procedurelog on procedurelog.AptNum = appointment.AptNum
inner join procedurecode on procedurecode.CodeNum = procedurelog.CodeNum
where
    appointment.PatNum = %(patient)s
    and appointment.AptStatus = 1
    and appointment.AptDateTime >= %(day)s
    and procedurelog.ProcStatus = 1
    and procedurecode.ProcCode in %(codes)s
