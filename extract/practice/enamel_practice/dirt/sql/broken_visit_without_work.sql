select apt.AptNum
from appointment as apt
where
    apt.AptStatus = 5
    and not exists(select 1 from procedurelog as pro where pro.AptNum = apt.AptNum)
