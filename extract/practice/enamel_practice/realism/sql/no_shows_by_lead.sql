select
    bands.label,
    sum(bands.lost = 2) / count(*) as value
from
    (
        select
            slots.lost,
            elt(
                1 + (slots.days > 1) + (slots.days > 7) + (slots.days > 30) + (slots.days > 90),
                '0-1', '2-7', '8-30', '31-90', 'over 90'
            ) as label,
            (slots.days > 1) + (slots.days > 7) + (slots.days > 30) + (slots.days > 90) as place
        from
            (
                select datediff(AptDateTime, SecDateTEntry) as days, 0 as lost
                from appointment
                where AptStatus = 2 and AptDateTime >= @start and AptDateTime < @today
                union all
                select datediff(AptDateTime, SecDateTEntry), HistApptAction
                from histappointment
                where HistApptAction in (2, 3) and AptDateTime >= @start and AptDateTime < @today
            ) as slots
    ) as bands
group by bands.label, bands.place
order by bands.place
