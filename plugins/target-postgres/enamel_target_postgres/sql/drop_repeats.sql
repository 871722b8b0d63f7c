-- A row that changed while it was read can come twice: the last one counts.
delete from {staging} as stg
using (
    select
        {ordinal},
        row_number() over (partition by {key} order by {ordinal} desc) as age
    from {staging}
) as ranked
where ranked.age > 1 and ranked.{ordinal} = stg.{ordinal}
