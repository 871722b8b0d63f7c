-- People of an identity provider have their password there.
with

ended as (

    delete from service.sessions
    where user_name = %(user_name)s

)

update service.users
set
    password_hash = %(password_hash)s,
    failed_count = 0,
    locked_until = null
where
    user_name = %(user_name)s
    and user_name not like 'oidc:%%'
