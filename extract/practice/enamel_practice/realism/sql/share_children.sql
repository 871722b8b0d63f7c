-- Active: seen in the last 18 months.
select sum(pat.Birthdate > @today - interval 18 year) / count(*)
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
