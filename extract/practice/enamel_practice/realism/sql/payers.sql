select
    coalesce(
        case pla.PlanType
            when '' then 'percentage' when 'p' then 'PPO' when 'f' then 'public (flat fee)'
            when 'c' then 'capitation'
        end,
        'none'
    ) as label,
    count(*) as value
from patient as pat
left join patplan as ppl on pat.PatNum = ppl.PatNum and ppl.Ordinal = 1
left join inssub as sub on ppl.InsSubNum = sub.InsSubNum
left join insplan as pla on sub.PlanNum = pla.PlanNum
where
    pat.PatStatus = 0
    and exists(
        select 1
        from procedurelog as pro
        where
            pro.PatNum = pat.PatNum
            and pro.ProcStatus = 2
            and pro.ProcDate >= @today - interval 18 month
    )
group by label
order by value desc, label
