-- What a plan still pays for a patient this year: its maximum less what was paid and is pending.
select
    (
        select max(MonetaryAmt)
        from benefit
        where
            PlanNum = %(plan)s and BenefitType = 5 and QuantityQualifier = 0 and CodeNum = 0
            and MonetaryAmt >= 0
    ) as yearly,
    coalesce(sum(if(Status = 0, InsPayEst, InsPayAmt)), 0) as used
from claimproc
where
    PatNum = %(patient)s and PlanNum = %(plan)s and Status in (0, 1, 3, 4)
    and ProcDate >= makedate(year(%(day)s), 1)
