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
values (
    %(key_id)s,
    %(secret_hash)s,
    %(label)s,
    %(role)s,
    %(provider_id)s,
    %(clinic_ids)s,
    %(scopes)s,
    %(per_minute)s,
    %(per_hour)s,
    now() + %(days)s * interval '1 day'
)
