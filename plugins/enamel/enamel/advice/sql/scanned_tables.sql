-- Large tables that are read as a whole again and again, and hardly ever by an index.
select
    format('%%I.%%I', schemaname, relname) as subject,
    n_live_tup as row_count,
    seq_scan as scans,
    seq_tup_read as rows_read,
    coalesce(idx_scan, 0) as index_scans
from pg_catalog.pg_stat_user_tables
where
    n_live_tup >= %(least_rows)s
    and seq_scan >= %(least_scans)s
    and seq_scan > coalesce(idx_scan, 0)
order by rows_read desc, subject
limit %(most)s
