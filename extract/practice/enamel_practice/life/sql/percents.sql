-- What each plan pays of each category, in percent.
select
    benefit.PlanNum,
    lower(covcat.Description) as cover,
    benefit.Percent
from benefit
inner join covcat on covcat.CovCatNum = benefit.CovCatNum
where benefit.BenefitType = 1 and benefit.PlanNum <> 0
order by benefit.BenefitNum
