with

first_visits as (

    select
        proc.PatNum,
        min(proc.ProcDate) as visited_on
    from procedurelog as proc
    inner join procedurecode as code on proc.CodeNum = code.CodeNum
    where
        proc.ProcStatus = 2
        and code.ProcCode not in ('D9986', 'D9987')
        and proc.PatNum >= %(first_id)s
    group by proc.PatNum

)

select
    count(*) as patient_count,
    count((
        select min(att.RefAttachNum)
        from refattach as att
        where att.PatNum = first_visits.PatNum and att.RefType = 1
    )) as with_source_count
from first_visits
where visited_on between %(from)s and %(to)s
