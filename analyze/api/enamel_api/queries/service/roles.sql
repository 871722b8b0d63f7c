-- The roles we may take, whether each may read names and contact data, and which tables it reads.
select
    rol.rolname as role,
    coalesce(has_schema_privilege(rol.rolname, to_regnamespace('identity'), 'usage'), false)
        as sees_identifiers,
    (
        select coalesce(array_agg(rel.relname::text), '{}')
        from pg_catalog.pg_class as rel
        where
            rel.relnamespace = to_regnamespace('marts')
            and rel.relkind in ('r', 'v', 'm', 'p')
            and has_schema_privilege(rol.rolname, rel.relnamespace, 'usage')
            and (
                has_table_privilege(rol.rolname, rel.oid, 'select')
                or has_any_column_privilege(rol.rolname, rel.oid, 'select')
            )
    ) as readable
from pg_catalog.pg_roles as rol
where
    rol.rolname like 'enamel\_%%'
    and not rol.rolcanlogin
    and pg_has_role(current_user, rol.oid, 'member')
