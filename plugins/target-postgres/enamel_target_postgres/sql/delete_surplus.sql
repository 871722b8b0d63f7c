-- The n-th copy of a content is gone if the source has fewer.
with sent as (
    select md5(row({columns})::text) as _enamel_content, count(*) as _enamel_copies
    from {staging}
    group by 1
),

held as (
    select
        ctid as _enamel_place,
        md5(row({columns})::text) as _enamel_content,
        row_number() over (partition by md5(row({columns})::text)) as _enamel_copy
    from {table}
)

delete from {table} as tgt
using held
left join sent on sent._enamel_content = held._enamel_content
where
    tgt.ctid = held._enamel_place
    and held._enamel_copy > coalesce(sent._enamel_copies, 0)
