-- As what somebody acts now; no row if they are let in no more.
select
    role,
    provider_id,
    clinic_ids
from service.users
where
    'user:' || user_name = %(actor)s
    and disabled_at is null
union all
select
    role,
    provider_id,
    clinic_ids
from service.api_keys
where
    'key:' || key_id = %(actor)s
    and not coalesce(revoked_at <= now(), false)
    and expires_at > now()
