-- Patients with a recall and nothing booked, with the cleaning they last let fall through.
with lost as (

    select
        PatNum,
        max(HistApptNum) as number
    from histappointment
    where HistApptAction in (2, 3) and AppointmentTypeNum in (1, 2)
    group by PatNum

)

select
    recall.RecallNum,
    recall.RecallTypeNum,
    recall.DatePrevious,
    patient.PatNum,
    patient.PriProv,
    patient.SecProv,
    patient.Birthdate,
    hist.AptNum as lost_visit,
    hist.AptDateTime as lost_slot,
    date(hist.HistDateTStamp) as lost_day,
    hist.IsNewPatient as lost_first
from recall
inner join patient on patient.PatNum = recall.PatNum
left join lost on lost.PatNum = patient.PatNum
left join histappointment as hist
    on hist.HistApptNum = lost.number and hist.AptDateTime > recall.DatePrevious
where
    patient.PatStatus = 0
    and recall.RecallTypeNum in (1, 2, 3)
    and recall.IsDisabled = 0
    and recall.DatePrevious > %(day)s - interval 900 day
    and recall.DateScheduled < '1880-01-01'
    and patient.PatNum not between %(first_trap)s and %(last_trap)s
order by recall.RecallNum
