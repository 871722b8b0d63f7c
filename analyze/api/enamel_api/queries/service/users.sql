select
    user_name,
    role,
    provider_id,
    created_at::timestamp(0) as created_at,
    disabled_at::timestamp(0) as disabled_at,
    locked_until::timestamp(0) as locked_until
from service.users
order by user_name
