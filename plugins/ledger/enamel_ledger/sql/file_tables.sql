insert into operations.run_tables (
    run_id, table_name, row_count, byte_count, written_count, deleted_count, seconds,
    lag_seconds, read_at, verdict, error, next_action, noted_at
)
select
    %(run_id)s::uuid,
    tab.table_name,
    tab.row_count,
    tab.byte_count,
    tab.written_count,
    tab.deleted_count,
    tab.seconds,
    tab.lag_seconds,
    tab.read_at,
    tab.verdict,
    tab.error,
    tab.next_action,
    %(noted_at)s::timestamptz
from jsonb_to_recordset(%(tables)s::jsonb) as tab (
    table_name text,
    row_count bigint,
    byte_count bigint,
    written_count bigint,
    deleted_count bigint,
    seconds double precision,
    lag_seconds double precision,
    read_at timestamptz,
    verdict text,
    error text,
    next_action text
)
on conflict (run_id, table_name) do update set
    row_count = excluded.row_count,
    byte_count = excluded.byte_count,
    written_count = excluded.written_count,
    deleted_count = excluded.deleted_count,
    seconds = excluded.seconds,
    lag_seconds = excluded.lag_seconds,
    read_at = excluded.read_at,
    verdict = excluded.verdict,
    error = excluded.error,
    next_action = excluded.next_action
