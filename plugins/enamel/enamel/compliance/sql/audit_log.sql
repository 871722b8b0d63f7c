-- Entries, the oldest, numbers that are missing, whether the trigger stands, whether anybody may change one.
select
    count(*) as entry_count,
    min(at) as oldest_at,
    coalesce(max(entry_id) - min(entry_id) + 1 - count(*), 0) as gap_count,
    exists (
        select
        from pg_trigger
        where
            tgrelid = 'service.audit_log'::regclass
            and tgname = 'audit_log_only_grows'
            and tgenabled in ('O', 'A')
    ) as is_guarded,
    exists (
        select
        from pg_class as rel
        cross join lateral aclexplode(rel.relacl) as acl
        where
            rel.oid = 'service.audit_log'::regclass
            and acl.grantee <> rel.relowner
            and acl.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
    ) as may_change
from service.audit_log
