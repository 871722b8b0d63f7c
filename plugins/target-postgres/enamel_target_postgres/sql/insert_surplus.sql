-- Without a key a row has no identity: the n-th copy of a content is new if the table has fewer.
with held as (
    select md5(row({columns})::text) as _enamel_content, count(*) as _enamel_copies
    from {table}
    group by 1
),

sent as (
    select
        *,
        md5(row({columns})::text) as _enamel_content,
        row_number() over (partition by md5(row({columns})::text)) as _enamel_copy
    from {staging}
)

insert into {table} ({columns})
select {columns}
from sent
left join held using (_enamel_content)
where _enamel_copy > coalesce(_enamel_copies, 0)
