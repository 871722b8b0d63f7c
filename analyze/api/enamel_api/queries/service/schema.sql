-- What the API itself keeps: keys, people who sign in, their sessions, the audit log, the outcomes of
-- worklists. Safe to run again. The API's account may add to the log and never change it.
create schema if not exists service;

create table if not exists service.secrets (
    name text primary key,
    secret bytea not null
);

create table if not exists service.api_keys (
    key_id text primary key,
    secret_hash bytea not null,
    label text not null,
    role text not null,
    provider_id bigint,
    scopes text[] not null default '{}',
    per_minute integer,
    per_hour integer,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    replaced_by text references service.api_keys (key_id)
);

create table if not exists service.users (
    user_name text primary key,
    password_hash text not null,
    role text not null,
    provider_id bigint,
    created_at timestamptz not null default now(),
    disabled_at timestamptz,
    failed_count integer not null default 0,
    locked_until timestamptz
);

create table if not exists service.sessions (
    token_hash bytea primary key,
    csrf_hash bytea not null,
    user_name text not null references service.users (user_name) on delete cascade,
    created_at timestamptz not null default now(),
    used_at timestamptz not null default now(),
    expires_at timestamptz not null
);

create index if not exists sessions_by_user on service.sessions (user_name);

create table if not exists service.audit_log (
    entry_id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    request_id text not null,
    actor text not null,
    role text not null,
    provider_id bigint,
    address text not null,
    method text not null,
    endpoint text not null,
    filter jsonb not null,
    status integer not null,
    row_count bigint not null,
    identifier_classes text[] not null,
    patient_ids bigint[] not null,
    export_hash text
);

create index if not exists audit_log_by_time on service.audit_log (at);
create index if not exists audit_log_by_patient on service.audit_log using gin (patient_ids);

create table if not exists service.worklist_outcomes (
    outcome_id bigint generated always as identity primary key,
    worklist text not null,
    item_key text not null,
    outcome text not null,
    note text not null,
    next_action_date date,
    actor text not null,
    role text not null,
    at timestamptz not null default now()
);

create index if not exists worklist_outcomes_by_item
on service.worklist_outcomes (worklist, item_key, at desc);

create or replace function service.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'service.% only grows', tg_table_name;
end
$$;

create or replace trigger audit_log_only_grows
before update or delete or truncate on service.audit_log
for each statement execute function service.refuse_change();

create or replace trigger worklist_outcomes_only_grow
before update or delete or truncate on service.worklist_outcomes
for each statement execute function service.refuse_change();

comment on schema service is 'What the API itself keeps; dbt and Meltano know nothing of it.';
comment on table service.secrets is 'Keys of the API itself, made by chance; delete one to make it anew.';
comment on table service.api_keys is 'One row per API key; of the key only a SHA-256 of its secret part.';
comment on table service.users is 'One row per person who may sign in; passwords as Argon2id.';
comment on table service.sessions is 'One row per browser that is signed in; of its token only a SHA-256.';
comment on table service.audit_log is
'One row per answer: who, as what, when, from where, what was asked, how many rows and which patients.';
comment on table service.worklist_outcomes is 'One row per outcome that somebody logged for a line of a worklist.';

insert into service.secrets (name, secret)
select
    'cursor' as name,
    sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'utf8')) as secret
on conflict (name) do nothing;

grant usage on schema service to enamel_api;
grant select on service.secrets, service.api_keys to enamel_api;
grant select, update (failed_count, locked_until) on service.users to enamel_api;
grant select, insert, delete, update (used_at) on service.sessions to enamel_api;
grant insert on service.audit_log to enamel_api;
grant select, insert on service.worklist_outcomes to enamel_api;

-- Read as a role, like everything else that is read.
grant usage on schema service to enamel_owner, enamel_auditor;
grant select on service.audit_log to enamel_owner, enamel_auditor;
