(select
    {name} as table_name,
    count(*) as changed_rows
from (
    select 1
    from {table}
    where {stamp} > (select max({stamp}) - interval 7 day from {table})
    limit {most}
) as recent)
