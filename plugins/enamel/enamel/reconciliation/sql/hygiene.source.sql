-- Hygiene visits by month, and how many left with a later hygiene visit that is still on the book.
select
    measures.line,
    '' as policy,
    date(date_format(visit.ProcDate, '%%Y-%%m-01')) as month_start,
    sum(
        if(
            measures.line = 'hygiene_visits',
            1,
            exists (
                select 1 from appointment as apt
                where
                    apt.PatNum = visit.PatNum
                    and apt.AptStatus in (1, 2, 5)
                    and date(apt.AptDateTime) > visit.ProcDate
                    and date(apt.SecDateTEntry) <= visit.ProcDate
                    and (apt.IsHygiene = 1 or apt.ProvHyg <> 0)
            )
        )
    ) as amount
from (
    select distinct
        proc.PatNum,
        proc.ProcDate
    from procedurelog as proc
    inner join procedurecode as code on code.CodeNum = proc.CodeNum
    where
        proc.ProcStatus = 2
        and proc.ProcDate > '1880-01-01'
        and code.ProcCode in (
            'D1110', 'D1120', 'D4341', 'D4342', 'D4346', 'D4355', 'D4910'
        )
) as visit
cross join (select 'hygiene_visits' as line union all select 'reappointed') as measures
group by measures.line, date_format(visit.ProcDate, '%%Y-%%m-01')
