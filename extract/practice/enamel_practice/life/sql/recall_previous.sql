-- The last day a patient had any of some codes done, here or elsewhere.
select max(procedurelog.ProcDate) as previous
from procedurelog
inner join procedurecode on procedurecode.CodeNum = procedurelog.CodeNum
where
    procedurelog.PatNum = %(patient)s
    and procedurelog.ProcStatus in (2, 3, 4)
    and procedurecode.ProcCode in %(codes)s
