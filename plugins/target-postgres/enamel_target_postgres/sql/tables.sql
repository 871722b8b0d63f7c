-- Every table of one schema in one round trip: columns with their types, and the primary key.
-- Views and foreign tables are listed too, so that a name they take is noticed.
select
    rel.relname::text as table_name,
    rel.relkind::text as kind,
    array_agg(att.attname::text order by att.attnum) as columns,
    array_agg(format_type(att.atttypid, att.atttypmod) order by att.attnum) as types,
    (
        select array_agg(keycol.attname::text order by pos.ordinality)
        from pg_catalog.pg_index as idx
        cross join lateral unnest(idx.indkey) with ordinality as pos (attnum, ordinality)
        inner join pg_catalog.pg_attribute as keycol
            on keycol.attrelid = rel.oid and keycol.attnum = pos.attnum
        where idx.indrelid = rel.oid and idx.indisprimary
    ) as key
from pg_catalog.pg_class as rel
inner join pg_catalog.pg_namespace as nsp on nsp.oid = rel.relnamespace
left join pg_catalog.pg_attribute as att
    on att.attrelid = rel.oid and att.attnum > 0 and not att.attisdropped
where
    nsp.nspname = %(schema)s
    and rel.relkind in ('r', 'p', 'v', 'm', 'f')
    and (%(table)s::text is null or rel.relname = %(table)s)
group by rel.oid, rel.relname, rel.relkind
