-- Patients nobody saw for more than a year and a half, with nothing booked.
select patient.*
from patient
where
    patient.PatStatus = 0
    and patient.PatNum not between %(first_trap)s and %(last_trap)s
    and not exists (
        select 1 from procedurelog
        where
            procedurelog.PatNum = patient.PatNum
            and procedurelog.ProcStatus in (1, 2)
            and procedurelog.ProcDate > %(day)s - interval 540 day
    )
    and not exists (
        select 1 from appointment
        where appointment.PatNum = patient.PatNum and appointment.AptStatus = 1
    )
order by patient.PatNum
limit 200
