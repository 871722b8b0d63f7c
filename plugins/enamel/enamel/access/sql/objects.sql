-- What outlives every build: the reviewed file as rows, and the functions that give a table its rights.
create schema if not exists access;

comment on schema access is 'load/roles.yml as `enamel access apply` put it here; never edited by hand.';

-- One row per role and schema it reads something of.
create table if not exists access.rights (
    role_name text not null,
    schema_name text not null,
    is_all boolean not null,
    domains text[] not null,
    also text[] not null,
    except_for text[] not null,
    -- relation -> list of columns, or null for the whole of it; null if nothing is said by name.
    only_columns jsonb,
    has_own_rows_only boolean not null,
    primary key (role_name, schema_name)
);

-- Later than the table, which outlives releases.
alter table access.rights
add column if not exists has_own_clinics_only boolean not null default false;

-- One row: which clinic's rows are whose.
create table if not exists access.own_clinics (
    setting text not null,
    column_name text not null,
    whole text[] not null
);

-- One row: whose rows are whose.
create table if not exists access.own_rows (
    setting text not null,
    columns text[] not null,
    whole text[] not null,
    patients_in text[] not null
);

-- One row per table or view of the layers; a domain is the folder of its model.
create table if not exists access.relations (
    schema_name text not null,
    relation_name text not null,
    domain text,
    -- Its row policies as Postgres spells them.
    policies text not null,
    primary key (schema_name, relation_name)
);

-- The row policies of a table as one text; empty where rows are not restricted.
create or replace function access.policies_of(in_relation regclass)
returns text
language sql
stable
as $$
    select
        coalesce(
            string_agg(
                concat_ws(
                    ' ',
                    pol.polname,
                    pol.polcmd,
                    case when pol.polpermissive then 'permissive' else 'restrictive' end,
                    array(
                        select rol.rolname from pg_roles as rol
                        where rol.oid = any(pol.polroles)
                        order by rol.rolname
                    ),
                    pg_get_expr(pol.polqual, pol.polrelid)
                ),
                e'\n' order by pol.polname
            ),
            ''
        )
        || case when rel.relrowsecurity then '' else ' off' end
    from pg_class as rel
    left join pg_policy as pol on rel.oid = pol.polrelid
    where rel.oid = in_relation
    group by rel.oid
$$;

-- What each role may read of one table or view. is_own: its own rows, or those of its clinics; columns: null
-- for all of them.
create or replace function access.granted(in_schema text, in_relation text)
returns table (role_name text, is_own boolean, row_filter text, columns text[])
language sql
stable
as $$
    with

    relation as (

        select
            rel.oid,
            rel.relkind,
            listed.domain,
            array(
                select att.attname::text
                from pg_attribute as att
                where att.attrelid = rel.oid and att.attnum > 0 and not att.attisdropped
                order by att.attnum
            ) as column_names
        from pg_class as rel
        left join access.relations as listed
            on listed.schema_name = in_schema and listed.relation_name = in_relation
        where rel.oid = to_regclass(format('%I.%I', in_schema, in_relation))

    ),

    readers as (

        select
            ri.role_name,
            ri.has_own_rows_only,
            ri.has_own_clinics_only,
            case
                when ri.only_columns -> in_relation = 'null' then null
                when ri.only_columns is not null
                    then array(select jsonb_array_elements_text(ri.only_columns -> in_relation))
            end as columns
        from access.rights as ri
        cross join relation
        where
            ri.schema_name = in_schema
            and in_relation <> all(ri.except_for)
            and (
                ri.is_all
                or relation.domain = any(ri.domains)
                or in_relation = any(ri.also)
                or coalesce(ri.only_columns ? in_relation, false)
            )

    ),

    filters as (

        select
            relation.relkind,
            in_relation = any(own.whole) as is_whole,
            in_relation = any(own.whole || clinics.whole) as is_whole_for_clinics,
            case
                when clinics.column_name = any(relation.column_names)
                    then format(
                        '%I = any((select string_to_array(nullif(current_setting(%L, true), ''''), '','')::bigint[])::bigint[])',
                        clinics.column_name, clinics.setting
                    )
                when 'patient_id' = any(relation.column_names)
                    then 'patient_id in (select own_id from access.own_patient_ids() as own_id)'
            end as clinic_filter,
            case
                when 'patient_id' = any(relation.column_names) and in_schema = 'identity'
                    then 'patient_id in (select own_id from access.own_patient_ids() as own_id)'
                else
                    (
                        select
                            string_agg(
                                format(
                                    -- Open Dental's 0 is nobody, and nobody has rows.
                                    '%I = (select nullif(nullif(current_setting(%L, true), '''')::bigint, 0))',
                                    name, own.setting
                                ),
                                ' or ' order by position
                            )
                        from unnest(own.columns) with ordinality as col (name, position)
                        where name = any(relation.column_names)
                    )
            end as own_filter
        from access.own_rows as own
        cross join access.own_clinics as clinics
        cross join relation

    ),

    scoped as (

        select
            readers.role_name,
            readers.columns,
            filters.relkind,
            readers.has_own_rows_only and not filters.is_whole
            or readers.has_own_clinics_only and not filters.is_whole_for_clinics as is_own,
            case
                when readers.has_own_rows_only then filters.own_filter
                else filters.clinic_filter
            end as row_filter
        from readers
        cross join filters

    )

    select
        scoped.role_name,
        scoped.is_own,
        case when scoped.is_own then scoped.row_filter end as row_filter,
        scoped.columns
    from scoped
    where
        not scoped.is_own
        -- A view shows what its owner sees: nothing would hold it to anybody's own rows.
        or (scoped.row_filter is not null and scoped.relkind in ('r', 'p'))
$$;

-- Gives one table or view the rights of the file, and takes every other one of our roles from it. dbt calls
-- it in the transaction that puts a rebuilt table in its place; nobody ever sees the table without.
create or replace function access.protect(in_schema text, in_relation text, in_domain text)
returns void
language plpgsql
as $$
declare
    relation text := format('%I.%I', in_schema, in_relation);
    is_table boolean;
    has_own boolean;
    reader record;
    policy record;
begin
    -- access.granted() looks the domain up here.
    insert into access.relations (schema_name, relation_name, domain, policies)
    values (in_schema, in_relation, in_domain, '')
    on conflict (schema_name, relation_name) do update set domain = excluded.domain
    where relations.domain is distinct from excluded.domain;

    select rel.relkind in ('r', 'p') into strict is_table
    from pg_class as rel
    where rel.oid = relation::regclass;

    -- The strongest lock first. Autovacuum, which looks through new tables, writes into the row of pg_class
    -- that a grant changes: whoever grants first and locks afterwards may wait for it, and it for them.
    if is_table then
        execute format('lock table %s in access exclusive mode', relation);
    end if;

    execute format('revoke all on %s from public', relation);
    for reader in
        select distinct rol.rolname
        from pg_class as rel
        left join pg_attribute as att on rel.oid = att.attrelid and att.attacl is not null
        cross join lateral (
            select acl.grantee from aclexplode(rel.relacl) as acl
            union all
            select acl.grantee from aclexplode(att.attacl) as acl
        ) as acl
        inner join pg_roles as rol on acl.grantee = rol.oid
        where rel.oid = relation::regclass and acl.grantee <> rel.relowner
    loop
        execute format('revoke all on %s from %I', relation, reader.rolname);
    end loop;

    has_own := false;
    for reader in select * from access.granted(in_schema, in_relation) loop
        execute format(
            'grant select %s on %s to %I',
            (select '(' || string_agg(format('%I', name), ', ') || ')' from unnest(reader.columns) as name),
            relation,
            reader.role_name
        );
        has_own := has_own or reader.is_own;
    end loop;

    if is_table then
        for policy in select pol.polname from pg_policy as pol where pol.polrelid = relation::regclass loop
            execute format('drop policy %I on %s', policy.polname, relation);
        end loop;
        if has_own then
            execute format('alter table %s enable row level security', relation);
            for reader in select * from access.granted(in_schema, in_relation) loop
                execute format(
                    'create policy %I on %s for select to %I using (%s)',
                    case when reader.is_own then 'own_rows_of_' else 'all_rows_of_' end || reader.role_name,
                    relation,
                    reader.role_name,
                    coalesce(reader.row_filter, 'true')
                );
            end loop;
        else
            execute format('alter table %s disable row level security', relation);
        end if;
    end if;

    update access.relations as listed
    set policies = access.policies_of(relation::regclass)
    where
        listed.schema_name = in_schema and listed.relation_name = in_relation
        and listed.policies <> access.policies_of(relation::regclass);
end
$$;

revoke all on function access.granted(text, text) from public;
revoke all on function access.protect(text, text, text) from public;

-- The fingerprint of what was applied last.
create table if not exists access.applied (fingerprint text not null);
