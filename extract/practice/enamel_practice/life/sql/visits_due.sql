-- The visits booked for a day.
select *
from appointment
where
    AptStatus = 1
    and AptDateTime >= %(day)s
    and AptDateTime < %(day)s + interval 1 day
    and PatNum not between %(first_trap)s and %(last_trap)s
order by AptDateTime, AptNum
