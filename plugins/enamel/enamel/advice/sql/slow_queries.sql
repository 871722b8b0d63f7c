-- What took the server longest in all; texts are normalised, values are $1, $2 ...
select
    stm.query,
    stm.calls,
    stm.total_exec_time / 1000 as seconds
from pg_stat_statements as stm
inner join pg_catalog.pg_database as dat on dat.oid = stm.dbid
where
    dat.datname = current_database()
    and stm.query ~* '^\s*(select|with|insert|update|delete|merge|create table)'
order by stm.total_exec_time desc
limit %(most)s
