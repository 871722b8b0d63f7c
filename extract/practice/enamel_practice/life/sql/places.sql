-- The chairs of a shift, and whose they are.
select
    scheduleop.*,
    operatory.ClinicNum
from scheduleop
inner join operatory on operatory.OperatoryNum = scheduleop.OperatoryNum
where scheduleop.ScheduleNum = %(shift)s
order by scheduleop.ScheduleOpNum
