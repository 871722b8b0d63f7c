select count(*) as recall_count
from recall as rec
inner join patient as pat on rec.PatNum = pat.PatNum
where
    pat.PatStatus = 0
    and rec.IsDisabled = 0
    and rec.DateDue between '1880-01-01' and %(as_of)s - interval 1 day
    and year(rec.DateScheduled) < 1880
    and rec.PatNum >= %(first_id)s
