-- Open Dental's report of active patients, a month at a time: anybody with status patient and a
-- completed procedure in it. Beside it, as of today, who was seen in the last 18 months.
select distinct
    'seen_in_month' as line,
    '' as policy,
    date(date_format(proc.ProcDate, '%%Y-%%m-01')) as month_start,
    proc.PatNum,
    1 as amount
from procedurelog as proc
inner join patient as pat on pat.PatNum = proc.PatNum
where proc.ProcStatus = 2 and pat.PatStatus = 0 and proc.ProcDate > '1880-01-01'

union all

select distinct
    'active_18_months',
    '',
    date(%(today)s),
    proc.PatNum,
    1
from procedurelog as proc
inner join patient as pat on pat.PatNum = proc.PatNum
inner join procedurecode as code on code.CodeNum = proc.CodeNum
where
    proc.ProcStatus = 2
    and pat.PatStatus = 0
    and code.ProcCode not in ('D9986', 'D9987')
    and proc.ProcDate > %(today)s - interval 18 month
    and proc.ProcDate <= %(today)s
