select
    user_name,
    role,
    provider_id,
    array_to_string(clinic_ids, ' ') as clinic_ids,
    created_at::timestamp(0) as created_at,
    disabled_at::timestamp(0) as disabled_at,
    locked_until::timestamp(0) as locked_until
from service.users
order by user_name
