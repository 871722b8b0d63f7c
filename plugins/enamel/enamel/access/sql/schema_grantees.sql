-- Who but its owner has any right on a schema; null is everybody.
select distinct rol.rolname::text as grantee
from pg_namespace as nsp
cross join lateral aclexplode(nsp.nspacl) as acl
left join pg_roles as rol on acl.grantee = rol.oid
where nsp.nspname = %s and acl.grantee <> nsp.nspowner
