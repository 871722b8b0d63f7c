select lin.ClaimProcNum
from claimproc as lin
inner join inssub as sub on lin.InsSubNum = sub.InsSubNum
where
    lin.Status in (1, 4, 5)
    and lin.InsPayAmt > 0
    and sub.DateTerm > '1880-01-01'
    and lin.ProcDate > sub.DateTerm
