-- The slots of a patient that stood a day ahead, before a moment, and how each ended.
select
    AptNum,
    AptDateTime,
    min(AptStatus <> 2) as broken
from histappointment
where
    PatNum = %(patient)s
    and AptDateTime > '1880-01-01'
    and AptDateTime < %(until)s
    and (
        AptStatus = 2
        or HistApptAction = 2
        or (HistApptAction = 3 and HistDateTStamp > AptDateTime - interval 22 hour)
    )
group by AptNum, AptDateTime
order by AptDateTime, AptNum
