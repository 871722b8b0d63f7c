-- The new key is as the old one; the old one ends after the overlap, or sooner if it did already.
with

made as (

    insert into service.api_keys (
        key_id,
        secret_hash,
        label,
        role,
        provider_id,
        clinic_ids,
        scopes,
        per_minute,
        per_hour,
        expires_at
    )
    select
        %(new_id)s,
        %(secret_hash)s,
        label,
        role,
        provider_id,
        clinic_ids,
        scopes,
        per_minute,
        per_hour,
        now() + %(days)s * interval '1 day'
    from service.api_keys
    where
        key_id = %(key_id)s
        and coalesce(revoked_at > now(), true)
    returning key_id

)

update service.api_keys as old
set
    revoked_at = least(old.revoked_at, now() + %(overlap_hours)s * interval '1 hour'),
    replaced_by = made.key_id
from made
where old.key_id = %(key_id)s
