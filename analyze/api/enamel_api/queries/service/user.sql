select
    user_name,
    password_hash,
    role,
    provider_id,
    clinic_ids,
    disabled_at is not null or coalesce(locked_until > now(), false) as is_closed
from service.users
where user_name = %(user_name)s
