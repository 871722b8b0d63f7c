-- Keys and people that should be looked at.
select
    'Key ' || key_id as subject,
    'is valid for more than a year' as said,
    'Rotate it: `enamel keys rotate`.' as next_action
from service.api_keys
where
    coalesce(revoked_at > now(), true)
    and expires_at > now() + interval '366 days'

union all

select
    'Key ' || key_id as subject,
    'acts as a role that is not there' as said,
    'Revoke it: `enamel keys revoke`.' as next_action
from service.api_keys
where
    coalesce(revoked_at > now(), true)
    and expires_at > now()
    and role not in (select rolname::text from pg_roles)

union all

select
    'User ' || user_name as subject,
    'acts as a role that is not there' as said,
    'Disable them: `enamel users disable`.' as next_action
from service.users
where
    disabled_at is null
    and role not in (select rolname::text from pg_roles)

union all

select
    'User ' || usr.user_name as subject,
    'has not signed in for 90 days' as said,
    'Disable them: `enamel users disable`.' as next_action
from service.users as usr
where
    usr.disabled_at is null
    and usr.created_at < now() - interval '90 days'
    and not exists (
        select
        from service.audit_log as log
        where
            log.actor = 'user:' || usr.user_name
            and log.at > now() - interval '90 days'
    )
