-- The visits booked for the next week, with the moment at which each got its time.
select
    appointment.*,
    (
        select min(histappointment.HistDateTStamp)
        from histappointment
        where
            histappointment.AptNum = appointment.AptNum
            and histappointment.AptDateTime = appointment.AptDateTime
    ) as booked
from appointment
where
    appointment.AptStatus = 1
    and appointment.AptDateTime >= %(day)s + interval 1 day
    and appointment.AptDateTime < %(day)s + interval 8 day
    and appointment.PatNum not between %(first_trap)s and %(last_trap)s
order by appointment.AptNum
