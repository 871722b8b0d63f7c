-- Idempotent; run again whenever this text changes, so a change of an older ledger stands here too.
create schema if not exists operations;

create table if not exists operations.runs (
    run_id uuid primary key,
    started_at timestamptz not null,
    ended_at timestamptz,
    verdict text not null check (verdict in ('running', 'succeeded', 'failed', 'died')),
    environment text not null,
    host text not null,
    target_schema text not null,
    selection text not null,
    table_count integer not null,
    loaded_count integer not null,
    failed_count integer not null,
    row_count bigint not null,
    byte_count bigint not null,
    seconds double precision,
    error text not null,
    next_action text not null,
    log text not null
);

create index if not exists runs_by_start on operations.runs (started_at);

create table if not exists operations.run_tables (
    run_id uuid not null references operations.runs (run_id) on delete cascade,
    table_name text not null,
    row_count bigint not null,
    byte_count bigint not null,
    written_count bigint not null,
    deleted_count bigint not null,
    seconds double precision not null,
    lag_seconds double precision,
    read_at timestamptz,
    verdict text not null check (
        verdict in ('running', 'loaded', 'unchanged', 'failed', 'unfinished')
    ),
    error text not null,
    next_action text not null,
    primary key (run_id, table_name)
);

-- When the run began; told here too, so that one index finds a table's last word.
alter table operations.run_tables add column if not exists noted_at timestamptz;
update operations.run_tables as tab
set noted_at = run.started_at
from operations.runs as run
where run.run_id = tab.run_id and tab.noted_at is null;
alter table operations.run_tables alter column noted_at set not null;
drop index if exists operations.run_tables_by_read;
create index if not exists run_tables_by_table on operations.run_tables (table_name, noted_at);

create table if not exists operations.run_models (
    invocation_id uuid not null,
    node text not null,
    run_id uuid references operations.runs (run_id) on delete cascade,
    kind text not null,
    status text not null,
    seconds double precision not null,
    row_count bigint,
    failure_count bigint,
    ended_at timestamptz not null,
    primary key (invocation_id, node)
);

create index if not exists run_models_by_end on operations.run_models (ended_at);

create table if not exists operations.alerts (
    subject text not null,
    breach text not null,
    since timestamptz not null,
    said text not null,
    told_at timestamptz,
    recovered_at timestamptz,
    primary key (subject, breach, since)
);

comment on table operations.runs is
'One row per run of tap and target; `died` means that a program ended without a word.';
comment on table operations.run_tables is
'One row per run and table; `read_at` is the moment of the source that raw shows since then.';
comment on table operations.run_models is
'One row per dbt invocation and model, and per test that did not pass.';
comment on table operations.alerts is 'One row per breach of an SLA, from its begin to its end.';
