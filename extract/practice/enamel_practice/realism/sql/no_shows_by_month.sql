select
    slots.label,
    sum(slots.lost = 2) / count(*) as value
from
    (
        select date_format(AptDateTime, '%Y-%m') as label, extract(year_month from AptDateTime) as place, 0 as lost
        from appointment
        where AptStatus = 2 and AptDateTime >= @start and AptDateTime < @today
        union all
        select date_format(AptDateTime, '%Y-%m'), extract(year_month from AptDateTime), HistApptAction
        from histappointment
        where HistApptAction in (2, 3) and AptDateTime >= @start and AptDateTime < @today
    ) as slots
group by slots.label, slots.place
order by slots.place
