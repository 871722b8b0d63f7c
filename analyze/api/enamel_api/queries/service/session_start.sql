-- Signing in forgets wrong passwords and sessions that are over.
with

forgiven as (

    update service.users
    set failed_count = 0
    where user_name = %(user_name)s

),

forgotten as (

    delete from service.sessions
    where expires_at <= now()

)

insert into service.sessions (token_hash, csrf_hash, user_name, expires_at)
values (
    %(token_hash)s,
    %(csrf_hash)s,
    %(user_name)s,
    now() + %(hours)s * interval '1 hour'
)
