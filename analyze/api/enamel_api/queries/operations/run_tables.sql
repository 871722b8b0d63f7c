-- What one run did to each table.
select
    table_name,
    verdict,
    read_at,
    seconds,
    lag_seconds,
    row_count,
    written_count,
    deleted_count,
    error,
    next_action
from operations.run_tables
where
    run_id = %(run_id)s
    and (%(verdict)s::text is null or verdict = %(verdict)s)
