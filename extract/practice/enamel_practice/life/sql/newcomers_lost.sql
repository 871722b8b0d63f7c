-- Patients whose first visit fell through, with none since and nothing booked.
with lost as (

    select
        PatNum,
        max(HistApptNum) as number
    from histappointment
    where HistApptAction in (2, 3) and AppointmentTypeNum = 2
    group by PatNum

)

select
    patient.PatNum,
    patient.PriProv,
    patient.SecProv,
    patient.Birthdate,
    hist.AptNum as lost_visit,
    hist.AptDateTime as lost_slot,
    date(hist.HistDateTStamp) as lost_day,
    hist.IsNewPatient as lost_first
from lost
inner join histappointment as hist on hist.HistApptNum = lost.number
inner join patient on patient.PatNum = lost.PatNum
where
    patient.PatStatus = 0
    and patient.PatNum not between %(first_trap)s and %(last_trap)s
    and hist.HistDateTStamp > %(day)s - interval 200 day
    and not exists (
        select 1 from appointment
        where appointment.PatNum = patient.PatNum and appointment.AptStatus in (1, 2)
    )
order by patient.PatNum
