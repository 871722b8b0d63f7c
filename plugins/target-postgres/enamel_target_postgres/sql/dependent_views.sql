-- Views that read one column, and so forbid changing its type.
select distinct dep.ev_class::regclass::text as view_name
from pg_catalog.pg_depend as ref
inner join pg_catalog.pg_rewrite as dep on dep.oid = ref.objid
inner join pg_catalog.pg_attribute as att
    on att.attrelid = ref.refobjid and att.attnum = ref.refobjsubid
where
    ref.classid = 'pg_rewrite'::regclass
    and ref.refclassid = 'pg_class'::regclass
    and ref.refobjid = format('%%I.%%I', %(schema)s::text, %(table)s::text)::regclass
    and att.attname = %(column)s
order by view_name
