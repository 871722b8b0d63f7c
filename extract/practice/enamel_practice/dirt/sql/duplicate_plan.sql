select pla.PlanNum
from insplan as pla
where
    exists(
        select 1
        from insplan as old
        where
            old.CarrierNum = pla.CarrierNum
            and old.GroupNum = pla.GroupNum
            and old.GroupNum <> ''
            and old.PlanNum < pla.PlanNum
    )
