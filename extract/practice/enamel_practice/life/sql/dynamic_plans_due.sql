-- Dynamic pay plans whose next instalment is made today, with what is left to ask for.
select
    plan.*,
    link.FKey as work,
    proc.ProvNum,
    proc.ClinicNum,
    round(100 * (plan.CompletedAmt - coalesce(asked.amount, 0))) as cents_left
from payplan as plan
inner join (
    select PayPlanNum, min(FKey) as FKey
    from payplanlink
    where LinkType = 2
    group by PayPlanNum
) as link on link.PayPlanNum = plan.PayPlanNum
inner join procedurelog as proc on proc.ProcNum = link.FKey
left join (
    select PayPlanNum, sum(Principal) as amount
    from payplancharge
    where ChargeType = 0
    group by PayPlanNum
) as asked on asked.PayPlanNum = plan.PayPlanNum
where
    plan.IsDynamic = 1
    and plan.IsClosed = 0
    and mod(datediff(%(day)s, plan.DatePayPlanStart), 30) < %(days)s
    and plan.CompletedAmt > coalesce(asked.amount, 0)
    and plan.PatNum not between %(first_trap)s and %(last_trap)s
order by plan.PayPlanNum
