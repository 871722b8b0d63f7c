-- Instalments of pay plans that fall due today.
select
    charge.*
from payplancharge as charge
inner join payplan as plan on plan.PayPlanNum = charge.PayPlanNum
where
    charge.ChargeDate = %(day)s
    and charge.ChargeType = 0
    and plan.PlanNum = 0
    and charge.PatNum not between %(first_trap)s and %(last_trap)s
order by charge.PayPlanChargeNum
