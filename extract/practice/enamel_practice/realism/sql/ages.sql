select
    concat(bands.band * 10, '-', bands.band * 10 + 9) as label,
    count(*) as value
from
    (
        select timestampdiff(year, pat.Birthdate, @today) div 10 as band
        from patient as pat
        where
            pat.PatStatus = 0
            and pat.Birthdate > '1880-01-01'
            and exists(
                select 1
                from procedurelog as pro
                where
                    pro.PatNum = pat.PatNum
                    and pro.ProcStatus = 2
                    and pro.ProcDate >= @today - interval 18 month
            )
    ) as bands
group by bands.band
order by bands.band
