-- Families whose bill goes out today: each has a day of the month, and owes something itself.
select
    PatNum,
    BalTotal,
    InsEst,
    BillingType
from patient
where
    PatNum = Guarantor
    and PatNum mod 28 + 1 = %(cycle)s
    and BalTotal - InsEst > 5
    and PatStatus not in (4, 5)
    and PatNum not between %(first_trap)s and %(last_trap)s
order by PatNum
