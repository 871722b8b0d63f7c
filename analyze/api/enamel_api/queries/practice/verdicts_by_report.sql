-- What the newest check says of each line of Open Dental's reports.
select
    report,
    count(*) as checked_count,
    count(*) filter (where difference <> 0) as different_count,
    sum(abs(difference)) as difference_amount,
    max(checked_at) as checked_at
from marts.rpt_reconciliation
group by report
