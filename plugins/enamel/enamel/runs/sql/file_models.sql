-- A build belongs to the newest run that had begun before it: its rows are what was built on.
insert into operations.run_models (
    invocation_id, node, run_id, kind, status, seconds, row_count, failure_count, ended_at
)
select
    %(invocation)s::uuid,
    nod.node,
    (
        select run.run_id
        from operations.runs as run
        where run.started_at <= %(started_at)s::timestamptz
        order by run.started_at desc
        limit 1
    ),
    nod.kind,
    nod.status,
    nod.seconds,
    nullif(nod.row_count, -1),
    nod.failure_count,
    nod.ended_at
from jsonb_to_recordset(%(nodes)s::jsonb) as nod (
    node text,
    kind text,
    status text,
    seconds double precision,
    row_count bigint,
    failure_count bigint,
    ended_at timestamptz
)
on conflict (invocation_id, node) do nothing
