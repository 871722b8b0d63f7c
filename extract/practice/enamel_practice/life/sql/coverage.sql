-- A patient's plans that are in force on a day, the first to pay first.
select
    patplan.PatPlanNum,
    patplan.Ordinal,
    patplan.Relationship,
    inssub.InsSubNum,
    insplan.PlanNum,
    insplan.PlanType,
    insplan.FeeSched,
    insplan.CopayFeeSched
from patplan
inner join inssub on inssub.InsSubNum = patplan.InsSubNum
inner join insplan on insplan.PlanNum = inssub.PlanNum
where
    patplan.PatNum = %(patient)s
    and inssub.DateEffective <= %(day)s
    and (inssub.DateTerm < '1880-01-01' or inssub.DateTerm >= %(day)s)
order by patplan.Ordinal, patplan.PatPlanNum
