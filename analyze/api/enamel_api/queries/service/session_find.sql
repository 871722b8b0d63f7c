update service.sessions as ses
set used_at = now()
from service.users as usr
where
    ses.token_hash = %(token_hash)s
    and ses.expires_at > now()
    and ses.used_at > now() - %(idle_minutes)s * interval '1 minute'
    and usr.user_name = ses.user_name
    and usr.disabled_at is null
returning ses.user_name, ses.csrf_hash, ses.expires_at, usr.role, usr.provider_id, usr.clinic_ids
