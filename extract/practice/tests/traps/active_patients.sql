select count(distinct pat.PatNum) as patient_count
from patient as pat
inner join procedurelog as proc on pat.PatNum = proc.PatNum
inner join procedurecode as code on proc.CodeNum = code.CodeNum
where
    pat.PatStatus = 0
    and proc.ProcStatus = 2
    and code.ProcCode not in ('D9986', 'D9987')
    and proc.ProcDate > %(as_of)s - interval %(months)s month
    and proc.ProcDate <= %(as_of)s
    and pat.PatNum >= %(first_id)s
