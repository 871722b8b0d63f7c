-- Families that got a bill in the last weeks and owe something still.
select distinct statement.PatNum
from statement
inner join patient on patient.PatNum = statement.PatNum
where
    statement.DateSent between %(day)s - interval 28 day and %(day)s - interval 3 day
    and statement.IsSent = 1
    and patient.BalTotal - patient.InsEst > 5
    and statement.PatNum not between %(first_trap)s and %(last_trap)s
order by statement.PatNum
