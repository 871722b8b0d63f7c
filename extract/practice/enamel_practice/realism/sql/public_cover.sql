-- Active: seen in the last 18 months.
select sum(coalesce(pla.PlanType = 'f', 0)) / count(*)
from patient as pat
left join patplan as ppl on pat.PatNum = ppl.PatNum and ppl.Ordinal = 1
left join inssub as sub on ppl.InsSubNum = sub.InsSubNum
left join insplan as pla on sub.PlanNum = pla.PlanNum
where
    pat.PatStatus = 0
    and pat.Birthdate <= @today - interval 19 year
    and pat.Birthdate > @today - interval 65 year
    and exists(
        select 1
        from procedurelog as pro
        where
            pro.PatNum = pat.PatNum
            and pro.ProcStatus = 2
            and pro.ProcDate >= @today - interval 18 month
    )
