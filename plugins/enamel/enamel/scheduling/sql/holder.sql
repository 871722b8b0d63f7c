-- Who holds the lock of the jobs, and since when.
select
    act.application_name,
    act.backend_start
from pg_locks as lck
inner join pg_stat_activity as act on lck.pid = act.pid
where
    lck.locktype = 'advisory'
    and lck.granted
    and (lck.classid::bigint << 32 | lck.objid::bigint) = %(lock)s
    and lck.database = (select oid from pg_database where datname = current_database())
