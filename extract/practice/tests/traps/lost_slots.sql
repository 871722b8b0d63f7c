-- A lost slot leaves up to three traces; patient and day tell which of them are the same slot.
with

traces as (

    select 'status' as source, PatNum, cast(AptDateTime as date) as lost_on
    from appointment
    where AptStatus = 5
    union all
    select
        case HistApptAction when 2 then 'missed' else 'cancelled' end,
        PatNum,
        cast(AptDateTime as date)
    from histappointment
    where HistApptAction in (2, 3)
    union all
    select 'procedure', proc.PatNum, proc.ProcDate
    from procedurelog as proc
    inner join procedurecode as code on proc.CodeNum = code.CodeNum
    where proc.ProcStatus = 2 and code.ProcCode in ('D9986', 'D9987')

)

select
    cast(sum(source = 'status') as signed) as by_status_count,
    cast(sum(source = 'missed') as signed) as missed_in_history_count,
    cast(sum(source = 'cancelled') as signed) as cancelled_in_history_count,
    cast(sum(source = 'procedure') as signed) as by_procedure_count,
    count(distinct PatNum, lost_on) as slot_count
from traces
where lost_on between %(from)s and %(to)s and PatNum >= %(first_id)s
