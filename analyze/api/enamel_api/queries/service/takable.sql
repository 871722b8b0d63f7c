select rol.rolname as role
from pg_catalog.pg_roles as rol
inner join pg_catalog.pg_auth_members as mem
    on rol.oid = mem.roleid
inner join pg_catalog.pg_roles as login
    on mem.member = login.oid
where
    login.rolname = 'enamel_api'
    and not rol.rolcanlogin
