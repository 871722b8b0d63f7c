-- Every table and view in a schema that the file does not name.
select nsp.nspname || '.' || rel.relname as subject
from pg_class as rel
inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
where
    rel.relkind in ('r', 'p', 'v', 'm', 'f')
    and nsp.nspname !~ '^pg_'
    and nsp.nspname <> 'information_schema'
    and nsp.nspname <> all(%s)
    and nsp.nspname not in (select ri.schema_name from access.rights as ri)
