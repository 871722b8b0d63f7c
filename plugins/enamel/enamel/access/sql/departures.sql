-- What of the tables and views differs from the file: grants, columns, row policies.
with

known as (

    select
        rel.oid,
        nsp.nspname::text as schema_name,
        rel.relname::text as relation_name,
        rel.relkind,
        rel.relowner,
        rel.relacl
    from pg_class as rel
    inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
    where
        rel.relkind in ('r', 'p', 'v', 'm', 'f')
        and nsp.nspname !~ '^pg_'
        and nsp.nspname <> 'information_schema'
        -- Schemas that say themselves who may do what there.
        and nsp.nspname <> all(%(apart)s)

),

managed as (

    select known.*
    from known
    where known.schema_name in (select ri.schema_name from access.rights as ri)

),

wanted as (

    select
        managed.oid,
        got.role_name,
        got.columns
    from managed
    cross join lateral access.granted(managed.schema_name, managed.relation_name) as got

),

wanted_grants as (

    select wanted.oid, wanted.role_name, col.column_name
    from wanted
    left join lateral unnest(wanted.columns) as col (column_name) on true

),

held_grants as (

    select
        known.oid,
        coalesce(rol.rolname::text, 'public') as role_name,
        null::text as column_name,
        acl.privilege_type
    from known
    cross join lateral aclexplode(known.relacl) as acl
    left join pg_roles as rol on acl.grantee = rol.oid
    where acl.grantee <> known.relowner
    union all
    select
        known.oid,
        coalesce(rol.rolname::text, 'public') as role_name,
        att.attname::text as column_name,
        acl.privilege_type
    from known
    inner join pg_attribute as att
        on known.oid = att.attrelid and att.attacl is not null and not att.attisdropped
    cross join lateral aclexplode(att.attacl) as acl
    left join pg_roles as rol on acl.grantee = rol.oid
    where acl.grantee <> known.relowner

),

-- Whoever is not in the file has no business in the layers; elsewhere only our own roles are ours.
ours as (

    select held.*
    from held_grants as held
    where
        held.role_name in (select ri.role_name from access.rights as ri)
        or held.role_name = any(%(roles)s)
        or held.oid in (select managed.oid from managed)
        or held.oid in (select known.oid from known where known.schema_name in ('raw', 'access'))

),

missing as (

    select
        want.oid,
        want.role_name,
        'may not read ' || coalesce('column ' || want.column_name, 'it') || ', and should'
            as departure
    from (
        select wanted_grants.* from wanted_grants
        except
        select ours.oid, ours.role_name, ours.column_name
        from ours
        where ours.privilege_type = 'SELECT'
    ) as want

),

surplus as (

    select
        held.oid,
        held.role_name,
        'may ' || lower(held.privilege_type)
        || coalesce(' column ' || held.column_name, '') || ', and should not' as departure
    from (
        select ours.* from ours
        except
        select wanted_grants.*, 'SELECT' from wanted_grants
    ) as held

),

-- What a table's policies were when access.protect() made them, beside what they are now.
rows_wrong as (

    select
        managed.oid,
        null as role_name,
        'has other row policies than the file says' as departure
    from managed
    left join access.relations as listed
        on
            managed.schema_name = listed.schema_name
            and managed.relation_name = listed.relation_name
    where
        managed.relkind in ('r', 'p')
        and access.policies_of(managed.oid) <> coalesce(listed.policies, ' off')

)

select
    known.schema_name || '.' || known.relation_name as subject,
    coalesce(found.role_name, '') as role_name,
    found.departure
from (
    select missing.* from missing
    union all
    select surplus.* from surplus
    union all
    select rows_wrong.* from rows_wrong
) as found
inner join known on found.oid = known.oid
order by subject, role_name, departure
