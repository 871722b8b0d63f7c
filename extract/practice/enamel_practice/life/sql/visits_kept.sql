-- The visits of a day that were kept, with whom to thank.
select
    appointment.AptNum,
    appointment.SecUserNumEntry,
    patient.PatNum,
    patient.FName,
    patient.LName
from appointment
inner join patient on patient.PatNum = appointment.PatNum
where
    appointment.AptStatus = 2
    and appointment.AptDateTime >= %(day)s
    and appointment.AptDateTime < %(day)s + interval 1 day
    and appointment.PatNum not between %(first_trap)s and %(last_trap)s
order by appointment.AptNum
