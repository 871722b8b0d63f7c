-- What stands in a provider's book on a day, or in the chairs meant.
select
    time_to_sec(time(AptDateTime)) div 60 as start,
    char_length(Pattern) as units
from appointment
where
    AptDateTime >= %(day)s
    and AptDateTime < %(day)s + interval 1 day
    and AptStatus in (1, 2, 7, 8)
    and (
        Op in %(chairs)s
        or if(IsHygiene = 1, ProvHyg, ProvNum) = %(provider)s
    )
order by AptNum
