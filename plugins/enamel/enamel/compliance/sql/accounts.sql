-- Accounts that can log in, superusers first.
select
    rolname::text as account,
    rolsuper as is_superuser,
    rolname = current_user as is_ours
from pg_roles
where rolcanlogin and rolname !~ '^pg_'
order by
    rolsuper desc,
    rolname
