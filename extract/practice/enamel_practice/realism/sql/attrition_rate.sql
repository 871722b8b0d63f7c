-- Active a year ago: seen in the 18 months before. Lost: not seen since, and 18 months over.
select sum(past.last_visit < @today - interval 18 month) / count(*)
from
    (
        select
            PatNum,
            max(ProcDate) as last_visit,
            max(if(ProcDate < @year_ago, ProcDate, null)) as last_before
        from procedurelog
        where ProcStatus = 2 and ProcFee > 0
        group by PatNum
    ) as past
where past.last_before >= @year_ago - interval 18 month
