-- Who holds an advisory lock; a 64-bit key is kept in two halves.
select
    act.pid,
    nullif(act.application_name, '') as application_name,
    host(act.client_addr) as address,
    to_char(act.backend_start at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS "UTC"') as since
from pg_catalog.pg_locks as loc
inner join pg_catalog.pg_stat_activity as act on act.pid = loc.pid
cross join lateral (select hashtextextended(%(key)s, 0) as value) as key
where
    loc.locktype = 'advisory'
    and loc.granted
    and loc.objsubid = 1
    and loc.database = (select oid from pg_catalog.pg_database where datname = current_database())
    and loc.classid::bigint = (key.value >> 32) & 4294967295
    and loc.objid::bigint = key.value & 4294967295
limit 1
