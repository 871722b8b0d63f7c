-- Minutes booked against minutes open; a minute open twice is one minute.
with

minutes as (

    select seq as minute_of_day
    from seq_0_to_1439

),

open_minutes as (

    select count(*) as n
    from minutes
    where exists (
        select sched.ScheduleNum
        from schedule as sched
        inner join scheduleop as chair on sched.ScheduleNum = chair.ScheduleNum
        where
            sched.SchedType = 1
            and sched.Status = 0
            and sched.SchedDate = %(day)s
            and chair.OperatoryNum = %(operatory)s
            and minutes.minute_of_day * 60 >= time_to_sec(sched.StartTime)
            and minutes.minute_of_day * 60 < time_to_sec(sched.StopTime)
    )

),

booked_minutes as (

    select cast(coalesce(sum(char_length(Pattern) * 5), 0) as signed) as n
    from appointment
    where
        AptStatus in (1, 2)
        and cast(AptDateTime as date) = %(day)s
        and Op = %(operatory)s

)

select
    booked_minutes.n as booked_minutes,
    open_minutes.n as open_minutes,
    cast(booked_minutes.n / open_minutes.n as decimal(6, 4)) as rate
from booked_minutes
cross join open_minutes
