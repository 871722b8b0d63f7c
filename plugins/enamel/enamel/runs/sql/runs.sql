-- The last runs, the newest first.
select
    run_id,
    started_at,
    verdict,
    selection,
    seconds,
    table_count,
    loaded_count,
    failed_count,
    row_count,
    byte_count,
    error,
    next_action,
    log
from operations.runs
order by started_at desc
limit %(count)s
