-- Patients due for a cleaning for at least two weeks, and at most so long that nobody asks again,
-- with nothing booked.
select
    recall.RecallNum,
    recall.DateDue,
    patient.PatNum,
    patient.ClinicNum
from recall
inner join patient on patient.PatNum = recall.PatNum
where
    patient.PatStatus = 0
    and recall.RecallTypeNum in (1, 2, 3)
    and recall.IsDisabled = 0
    and recall.DateScheduled < '1880-01-01'
    and recall.DateDue <= %(day)s - interval 14 day
    and recall.DateDue > %(day)s - interval 150 day
    and patient.PatNum not between %(first_trap)s and %(last_trap)s
order by recall.RecallNum
