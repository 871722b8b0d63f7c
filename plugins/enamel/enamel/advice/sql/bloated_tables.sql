-- Tables of which much is dead rows that vacuum has not cleared.
select
    format('%%I.%%I', schemaname, relname) as subject,
    n_live_tup as row_count,
    n_dead_tup as dead_count,
    pg_total_relation_size(relid) as bytes,
    format('vacuum (analyze) %%I.%%I;', schemaname, relname) as sql
from pg_catalog.pg_stat_user_tables
where n_dead_tup >= %(least_rows)s and n_dead_tup > 0.2 * n_live_tup
order by dead_count desc, subject
limit %(most)s
