-- Every table and view in a schema that the file names.
select
    nsp.nspname::text as schema_name,
    rel.relname::text as relation_name,
    listed.domain
from pg_class as rel
inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
left join access.relations as listed
    on nsp.nspname = listed.schema_name and rel.relname = listed.relation_name
where
    rel.relkind in ('r', 'p', 'v', 'm', 'f')
    and nsp.nspname in (select ri.schema_name from access.rights as ri)
order by schema_name, relation_name
