-- Patients who are due or soon will be, with nothing booked.
select
    recall.RecallNum,
    recall.RecallTypeNum,
    patient.PatNum,
    patient.PriProv,
    patient.SecProv,
    patient.Birthdate
from recall
inner join patient on patient.PatNum = recall.PatNum
where
    patient.PatStatus = 0
    and recall.RecallTypeNum in (1, 2, 3)
    and recall.IsDisabled = 0
    and recall.DateDue between %(day)s - interval 400 day and %(day)s + interval 20 day
    and recall.DateScheduled < '1880-01-01'
    and patient.PatNum not between %(first_trap)s and %(last_trap)s
order by recall.RecallNum
