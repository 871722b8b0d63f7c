-- Open Dental's recall list, by due date: patients, not disabled, nothing scheduled. Overdue leaves
-- out what was put off to a day ahead.
select
    'on_list' as line,
    '' as policy,
    rec.DateDue,
    rec.RecallNum,
    1 as amount
from recall as rec
inner join patient as pat on pat.PatNum = rec.PatNum
where
    pat.PatStatus = 0
    and rec.IsDisabled = 0
    and rec.DateDue > '1880-01-01'
    and rec.DateScheduled < '1880-01-01'

union all

select
    'overdue',
    '',
    rec.DateDue,
    rec.RecallNum,
    1
from recall as rec
inner join patient as pat on pat.PatNum = rec.PatNum
where
    pat.PatStatus = 0
    and rec.IsDisabled = 0
    and rec.DateDue > '1880-01-01'
    and rec.DateDue < %(today)s
    and rec.DateScheduled < '1880-01-01'
    and (rec.DisableUntilDate < '1880-01-01' or rec.DisableUntilDate <= %(today)s)
