-- Deleted, referred and existing work was not offered to be done here.
select
    sum(
        round(pro.ProcFee * (pro.UnitQty + pro.BaseUnits), 2) * (
            (pro.ProcStatus = 2 and pro.ProcDate <= pro.DateTP + interval 90 day)
            or (
                pro.ProcStatus = 1
                and apt.AptStatus = 1
                and apt.SecDateTEntry < pro.DateTP + interval 91 day
            )
        )
    ) / sum(round(pro.ProcFee * (pro.UnitQty + pro.BaseUnits), 2))
from procedurelog as pro
inner join procedurecode as cod on pro.CodeNum = cod.CodeNum
left join appointment as apt on pro.AptNum = apt.AptNum
where
    pro.ProcStatus in (1, 2, 8)
    and pro.DateTP >= @year_ago - interval 90 day
    and pro.DateTP < @today - interval 90 day
    and cod.ProcCode regexp '^D[2-9]'
    and cod.ProcCode not in ('D4910', 'D9986', 'D9987')
    and pro.Dx <> 0
