-- What of schemas and database differs from the file.
with

wanted as (

    select distinct
        ri.schema_name,
        ri.role_name
    from access.rights as ri

),

held as (

    select
        nsp.nspname::text as schema_name,
        coalesce(rol.rolname::text, 'public') as role_name,
        acl.privilege_type
    from pg_namespace as nsp
    cross join lateral aclexplode(nsp.nspacl) as acl
    left join pg_roles as rol on acl.grantee = rol.oid
    where
        acl.grantee <> nsp.nspowner
        and nsp.nspname <> all(%(apart)s)
        and (
            nsp.nspname in ('raw', 'access')
            or nsp.nspname in (select wanted.schema_name from wanted)
            or rol.rolname = any(%(roles)s)
        )

),

database as (

    select acl.privilege_type
    from pg_database as dat
    cross join lateral aclexplode(coalesce(dat.datacl, acldefault('d', dat.datdba))) as acl
    where dat.datname = current_database() and acl.grantee = 0

)

select
    wanted.schema_name as subject,
    wanted.role_name,
    'may not enter the schema, and should' as departure
from wanted
where not exists (
    select from held
    where
        held.schema_name = wanted.schema_name and held.role_name = wanted.role_name
        and held.privilege_type = 'USAGE'
)
union all
select
    held.schema_name as subject,
    held.role_name,
    'may ' || lower(held.privilege_type) || ' in the schema, and should not' as departure
from held
where not exists (
    select from wanted
    where
        held.schema_name = wanted.schema_name and held.role_name = wanted.role_name
        and held.privilege_type = 'USAGE'
)
union all
select
    'database' as subject,
    'public' as role_name,
    'may ' || lower(database.privilege_type) || ', and should not' as departure
from database
where database.privilege_type in ('CREATE', 'TEMPORARY')
order by subject, role_name, departure
