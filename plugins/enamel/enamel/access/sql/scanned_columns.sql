-- Every column that can hold words, and every date beside a patient, outside of the landing zone and the
-- identities.
select
    nsp.nspname::text as schema_name,
    rel.relname::text as relation_name,
    coalesce(
        array_agg(att.attname::text order by att.attnum)
        filter (where typ.typcategory in ('S', 'A', 'E', 'U')),
        '{}'
    ) as word_columns,
    coalesce(
        array_agg(att.attname::text order by att.attnum)
        filter (where typ.typname in ('date', 'timestamp', 'timestamptz') and pat.attname is not null),
        '{}'
    ) as date_columns
from pg_class as rel
inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
inner join pg_attribute as att
    on rel.oid = att.attrelid and att.attnum > 0 and not att.attisdropped
inner join pg_type as typ on att.atttypid = typ.oid
left join pg_attribute as pat
    on
        rel.oid = pat.attrelid and pat.attname = 'patient_id' and pat.atttypid = 'bigint'::regtype
        and not pat.attisdropped
where
    rel.relkind in ('r', 'p', 'v', 'm', 'f')
    and nsp.nspname !~ '^pg_'
    and nsp.nspname not in ('information_schema', 'raw', 'identity')
group by nsp.nspname, rel.relname
order by schema_name, relation_name
