select cast(sum(WriteOff) as decimal(12, 2)) as amount
from claimproc
where Status in (0, 1, 4) and ProcDate between %(from)s and %(to)s and PatNum >= %(first_id)s
