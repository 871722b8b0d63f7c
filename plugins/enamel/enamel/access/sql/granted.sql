-- Every right the file gives on what is there.
select
    nsp.nspname || '.' || rel.relname as subject,
    got.role_name,
    case when got.is_own then 'own' else 'all' end as row_scope,
    coalesce(array_to_string(got.columns, ', '), 'all') as column_scope
from pg_class as rel
inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
cross join lateral access.granted(nsp.nspname::text, rel.relname::text) as got
where
    rel.relkind in ('r', 'p', 'v', 'm', 'f')
    and nsp.nspname in (select ri.schema_name from access.rights as ri)
order by subject, got.role_name
