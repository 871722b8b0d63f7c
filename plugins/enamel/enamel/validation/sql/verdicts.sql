create schema if not exists reconciliation;

create table if not exists reconciliation.replication (
    checked_at timestamptz not null,
    table_name text not null,
    compared text not null,
    row_count bigint not null,
    range_count integer not null,
    missing_count bigint not null,
    extra_count bigint not null,
    different_count bigint not null,
    seconds double precision not null,
    verdict text not null,
    first_keys text[] not null,
    trouble text not null,
    primary key (checked_at, table_name)
);

comment on table reconciliation.replication is
'One row per table and check: rows that raw lacks, has too many or has otherwise, and their keys.';
