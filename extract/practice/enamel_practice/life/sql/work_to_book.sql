-- Patients with planned treatment that stands in no visit.
select distinct
    patient.PatNum,
    patient.PriProv
from procedurelog
inner join patient on patient.PatNum = procedurelog.PatNum
where
    procedurelog.ProcStatus = 1
    and procedurelog.AptNum = 0
    and procedurelog.PlannedAptNum = 0
    and procedurelog.Dx <> 0
    and procedurelog.DateTP > %(day)s - interval 400 day
    and patient.PatStatus = 0
    and patient.PatNum not between %(first_trap)s and %(last_trap)s
order by patient.PatNum
