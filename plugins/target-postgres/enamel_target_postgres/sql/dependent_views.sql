-- Views that read one of the columns, and views on those views, each after what it reads, with all
-- that DROP would lose.
with recursive readers as (
    select dep.objid as rule_id, att.attrelid as read_id, 1 as depth
    from pg_catalog.pg_attribute as att
    inner join pg_catalog.pg_depend as dep
        on dep.refclassid = 'pg_class'::regclass
        and dep.refobjid = att.attrelid
        and dep.refobjsubid = att.attnum
        and dep.classid = 'pg_rewrite'::regclass
    where
        att.attrelid = format('%%I.%%I', %(schema)s::text, %(table)s::text)::regclass
        and att.attname = any(%(columns)s)
    union all
    select dep.objid as rule_id, rew.ev_class as read_id, readers.depth + 1 as depth
    from readers
    inner join pg_catalog.pg_rewrite as rew
        on rew.oid = readers.rule_id and rew.ev_class <> readers.read_id
    inner join pg_catalog.pg_depend as dep
        on dep.refclassid = 'pg_class'::regclass
        and dep.refobjid = rew.ev_class
        and dep.classid = 'pg_rewrite'::regclass
        and dep.objid <> readers.rule_id
),

views as (
    select rew.ev_class as view_id, max(readers.depth) as depth
    from readers
    inner join pg_catalog.pg_rewrite as rew on rew.oid = readers.rule_id
    where rew.ev_class <> format('%%I.%%I', %(schema)s::text, %(table)s::text)::regclass
    group by rew.ev_class
),

rights as (
    select
        rel.oid as view_id,
        null::text as column_name,
        (aclexplode(coalesce(rel.relacl, acldefault('r', rel.relowner)))).*
    from views
    inner join pg_catalog.pg_class as rel on rel.oid = views.view_id
    union all
    select att.attrelid as view_id, att.attname::text as column_name, (aclexplode(att.attacl)).*
    from views
    inner join pg_catalog.pg_attribute as att on att.attrelid = views.view_id
    where att.attacl is not null
),

grants as (
    select
        rights.view_id,
        jsonb_agg(
            jsonb_build_array(
                case when rights.grantee <> 0 then pg_get_userbyid(rights.grantee)::text end,
                rights.privilege_type,
                rights.column_name,
                rights.is_grantable
            )
            order by rights.column_name nulls first, rights.grantee, rights.privilege_type
        ) as held
    from rights
    group by rights.view_id
),

comments as (
    select
        des.objoid as view_id,
        jsonb_agg(
            jsonb_build_array(att.attname::text, des.description) order by des.objsubid
        ) as held
    from views
    inner join pg_catalog.pg_description as des
        on des.objoid = views.view_id and des.classoid = 'pg_class'::regclass
    left join pg_catalog.pg_attribute as att
        on att.attrelid = des.objoid and att.attnum = des.objsubid and des.objsubid > 0
    group by des.objoid
)

select
    nsp.nspname::text as schema_name,
    rel.relname::text as view_name,
    pg_get_viewdef(rel.oid) as definition,
    pg_get_userbyid(rel.relowner)::text as owner,
    coalesce(rel.reloptions, '{}') as options,
    coalesce(grants.held, '[]') as grants,
    coalesce(comments.held, '[]') as comments,
    rel.relkind = 'v'
    and not exists (select from pg_catalog.pg_trigger where tgrelid = rel.oid)
    and not exists (select from pg_catalog.pg_attrdef where adrelid = rel.oid)
    and not exists (
        select from pg_catalog.pg_rewrite where ev_class = rel.oid and rulename <> '_RETURN'
    ) as is_plain
from views
inner join pg_catalog.pg_class as rel on rel.oid = views.view_id
inner join pg_catalog.pg_namespace as nsp on nsp.oid = rel.relnamespace
left join grants on grants.view_id = rel.oid
left join comments on comments.view_id = rel.oid
order by views.depth, schema_name, view_name
