-- Runs of tap and target.
select
    run_id::text as run_id,
    started_at,
    ended_at,
    verdict,
    selection,
    seconds,
    table_count,
    loaded_count,
    failed_count,
    row_count,
    byte_count,
    error,
    next_action
from operations.runs
where (%(verdict)s::text is null or verdict = %(verdict)s)
