-- Every raw table with its columns and types, and about how many rows it has; -1 is not known.
select
    rel.relname::text as table_name,
    greatest(rel.reltuples, 0)::bigint as row_estimate,
    array_agg(att.attname::text order by att.attnum) as columns,
    array_agg(format_type(att.atttypid, att.atttypmod) order by att.attnum) as types
from pg_catalog.pg_class as rel
inner join pg_catalog.pg_namespace as nsp on nsp.oid = rel.relnamespace
inner join pg_catalog.pg_attribute as att
    on att.attrelid = rel.oid and att.attnum > 0 and not att.attisdropped
where nsp.nspname = %s and rel.relkind in ('r', 'p')
group by rel.oid, rel.relname, rel.reltuples
