select
    secret_hash,
    role,
    provider_id,
    clinic_ids,
    scopes,
    per_minute,
    per_hour,
    coalesce(revoked_at <= now(), false) or expires_at <= now() as is_over
from service.api_keys
where key_id = %(key_id)s
