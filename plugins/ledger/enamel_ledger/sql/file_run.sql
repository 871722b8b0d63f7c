-- What has ended is never unsaid by somebody who looked earlier and writes later.
insert into operations.runs (
    run_id, started_at, ended_at, verdict, environment, host, target_schema, selection,
    table_count, loaded_count, failed_count, row_count, byte_count, seconds,
    error, next_action, log
)
values (
    %(run_id)s, %(started_at)s, %(ended_at)s, %(verdict)s, %(environment)s, %(host)s,
    %(target_schema)s, %(selection)s, %(table_count)s, %(loaded_count)s, %(failed_count)s,
    %(row_count)s, %(byte_count)s,
    extract(epoch from %(ended_at)s::timestamptz - %(started_at)s::timestamptz),
    %(error)s, %(next_action)s, %(log)s
)
on conflict (run_id) do update set
    started_at = excluded.started_at,
    ended_at = excluded.ended_at,
    verdict = excluded.verdict,
    environment = excluded.environment,
    host = excluded.host,
    target_schema = excluded.target_schema,
    selection = excluded.selection,
    table_count = excluded.table_count,
    loaded_count = excluded.loaded_count,
    failed_count = excluded.failed_count,
    row_count = excluded.row_count,
    byte_count = excluded.byte_count,
    seconds = excluded.seconds,
    error = excluded.error,
    next_action = excluded.next_action,
    log = excluded.log
where
    operations.runs.verdict in ('running', 'died')
    or excluded.verdict not in ('running', 'died')
returning run_id
