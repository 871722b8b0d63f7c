-- Where every column comes from, as rows. Written by `enamel lineage`, whole, in one transaction.
create schema if not exists lineage;

create table if not exists lineage.models (
    model_id text primary key,
    model_name text not null,
    kind text not null,
    layer text not null,
    domain text,
    schema_name text not null,
    table_name text not null,
    description text not null,
    file_path text,
    checksum text not null,
    read_at timestamptz not null
);

create table if not exists lineage.edges (
    parent_id text not null,
    child_id text not null,
    primary key (child_id, parent_id)
);

create table if not exists lineage.columns (
    model_id text not null,
    column_name text not null,
    column_position integer not null,
    data_type text not null,
    description text not null,
    primary key (model_id, column_name)
);

create table if not exists lineage.column_sources (
    model_id text not null,
    column_name text not null,
    source_model_id text not null,
    source_column_name text not null,
    primary key (model_id, column_name, source_model_id, source_column_name)
);

comment on schema lineage is 'Where every column comes from, written by enamel lineage after a build.';
comment on table lineage.models is 'One row per model, seed, snapshot and table of the source.';
comment on column lineage.models.checksum is 'Of the SQL and of the columns it reads; what did not change is not read again.';
comment on table lineage.edges is 'One row per model and thing it reads.';
comment on table lineage.columns is 'One row per column of a model.';
comment on table lineage.column_sources is 'One row per column and column it is computed from, one step up. Columns that only filter or join are not in it.';
