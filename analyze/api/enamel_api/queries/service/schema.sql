-- What the API itself keeps: keys, people who sign in, their sessions, the audit log, the outcomes of
-- worklists, the days that were signed. Safe to run again. The API's account may add to the log and never change it.
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

-- Whose clinics, where the role sees those of its own clinics alone.
alter table service.api_keys add column if not exists clinic_ids bigint [] not null default '{}';
alter table service.users add column if not exists clinic_ids bigint [] not null default '{}';

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

alter table service.audit_log add column if not exists clinic_ids bigint [] not null default '{}';

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

alter table service.worklist_outcomes add column if not exists assignee text;

create index if not exists worklist_outcomes_by_item
on service.worklist_outcomes (worklist, item_key, at desc);

create table if not exists service.day_signatures (
    signature_id bigint generated always as identity primary key,
    report_date date not null,
    clinic_id bigint,
    note text not null,
    lines jsonb not null,
    line_count bigint not null,
    as_of timestamptz,
    signed_by text not null,
    role text not null,
    signed_at timestamptz not null default now()
);

create index if not exists day_signatures_by_day on service.day_signatures (report_date);

create table if not exists service.saved_reports (
    report_id uuid primary key default gen_random_uuid(),
    owner text not null,
    title text not null,
    note text not null,
    definition jsonb not null,
    is_shared boolean not null,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);

create index if not exists saved_reports_by_owner on service.saved_reports (owner);

create table if not exists service.schedules (
    schedule_id uuid primary key default gen_random_uuid(),
    owner text not null,
    paper text not null,
    report_id uuid references service.saved_reports (report_id) on delete cascade,
    clinic_id bigint,
    has_names boolean not null,
    recipients text[] not null,
    every text not null,
    at_time time not null,
    created_at timestamptz not null default now()
);

create index if not exists schedules_by_owner on service.schedules (owner);

create table if not exists service.mails (
    mail_id bigint generated always as identity primary key,
    schedule_id uuid not null,
    slot_at timestamptz not null,
    sent_at timestamptz not null default now(),
    recipient_count integer not null,
    said jsonb not null,
    file_hash text,
    unique (schedule_id, slot_at)
);

create table if not exists service.preferences (
    owner text primary key,
    preferences jsonb not null,
    changed_at timestamptz not null default now()
);

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

create or replace trigger mails_only_grow
before update or delete or truncate on service.mails
for each statement execute function service.refuse_change();

create or replace trigger day_signatures_only_grow
before update or delete or truncate on service.day_signatures
for each statement execute function service.refuse_change();

-- People of an identity provider have no password here, and a name that no other account can have.
drop function if exists service.sign_in_elsewhere(text, text, bigint);

create or replace function service.sign_in_elsewhere(
    wanted_name text, wanted_role text, wanted_provider bigint, wanted_clinics bigint []
) returns boolean language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into service.users (user_name, password_hash, role, provider_id, clinic_ids)
    select wanted_name, '', wanted_role, wanted_provider, wanted_clinics
    where wanted_name like 'oidc:%%'
    on conflict (user_name) do update
        set
            role = excluded.role,
            provider_id = excluded.provider_id,
            clinic_ids = excluded.clinic_ids
    returning disabled_at is null
$$;

revoke execute on function service.sign_in_elsewhere from public;

-- The office's clock: what `today` is in every model. It is asked for before anybody's role is taken.
create or replace function service.office_time_zone() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (select time_zone from intermediate.int_practice_settings);
end
$$;

revoke execute on function service.office_time_zone from public;

comment on schema service is 'What the API itself keeps; dbt and Meltano know nothing of it.';
comment on table service.secrets is 'Keys of the API itself, made by chance; delete one to make it anew.';
comment on table service.api_keys is 'One row per API key; of the key only a SHA-256 of its secret part.';
comment on table service.users is 'One row per person who may sign in; passwords as Argon2id.';
comment on table service.sessions is 'One row per browser that is signed in; of its token only a SHA-256.';
comment on table service.audit_log is
'One row per answer: who, as what, when, from where, what was asked, how many rows and which patients.';
comment on table service.worklist_outcomes is 'One row per outcome that somebody logged for a line of a worklist.';
comment on table service.day_signatures is
'One row per signature under the close of a day, with its lines as they were; clinic_id null is all clinics.';
comment on table service.saved_reports is 'One row per report that somebody composed; it holds no rows of the practice.';
comment on table service.schedules is 'One row per paper that is mailed again and again, as its owner may see it.';
comment on table service.mails is 'One row per mail of a schedule that was delivered, or that had nothing to say.';
comment on table service.preferences is 'One row per person: filters and looks they keep.';

insert into service.secrets (name, secret)
select
    'cursor' as name,
    sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'utf8')) as secret
on conflict (name) do nothing;

grant usage on schema service to enamel_api;
grant select on service.secrets, service.api_keys to enamel_api;
grant select, update (failed_count, locked_until) on service.users to enamel_api;
grant select, insert, delete, update (used_at) on service.sessions to enamel_api;
grant execute on function service.sign_in_elsewhere, service.office_time_zone to enamel_api;
grant insert on service.audit_log to enamel_api;
grant select, insert on service.worklist_outcomes to enamel_api;
grant select, insert on service.day_signatures, service.mails to enamel_api;
grant select, insert, update, delete on service.saved_reports, service.preferences to enamel_api;
grant select, insert, delete on service.schedules to enamel_api;

-- Read as a role, like everything else that is read.
grant usage on schema service to enamel_owner, enamel_manager, enamel_billing, enamel_auditor;
grant select on service.audit_log to enamel_owner, enamel_auditor;
-- Who may close a day; what is kept of it is for them and the auditor to see.
grant select on service.day_signatures to enamel_owner, enamel_manager, enamel_billing, enamel_auditor;
