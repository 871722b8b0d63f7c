select
    key_id,
    label,
    role,
    provider_id,
    array_to_string(clinic_ids, ' ') as clinic_ids,
    array_to_string(scopes, ' ') as scopes,
    created_at::timestamp(0) as created_at,
    expires_at::timestamp(0) as expires_at,
    revoked_at::timestamp(0) as revoked_at,
    replaced_by
from service.api_keys
order by created_at
