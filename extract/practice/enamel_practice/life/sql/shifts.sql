-- A provider's hours of a day, with the chairs.
select
    scheduleop.OperatoryNum,
    operatory.ClinicNum,
    time_to_sec(schedule.StartTime) div 60 as start,
    time_to_sec(schedule.StopTime) div 60 as stop
from schedule
inner join scheduleop on scheduleop.ScheduleNum = schedule.ScheduleNum
inner join operatory on operatory.OperatoryNum = scheduleop.OperatoryNum
where
    schedule.SchedDate = %(day)s
    and schedule.SchedType = 1
    and schedule.ProvNum = %(provider)s
    and operatory.IsHidden = 0
order by schedule.ScheduleNum, scheduleop.OperatoryNum
