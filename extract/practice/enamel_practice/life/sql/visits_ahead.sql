-- The visits booked for the next two months.
select *
from appointment
where
    AptStatus = 1
    and AptDateTime >= %(day)s + interval 1 day
    and AptDateTime < %(day)s + interval 60 day
    and PatNum not between %(first_trap)s and %(last_trap)s
order by AptNum
