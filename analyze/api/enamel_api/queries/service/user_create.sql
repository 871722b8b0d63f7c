with

ended as (

    delete from service.sessions
    where user_name = %(user_name)s

)

insert into service.users (user_name, password_hash, role, provider_id, clinic_ids)
values (%(user_name)s, %(password_hash)s, %(role)s, %(provider_id)s, %(clinic_ids)s)
on conflict (user_name) do update
    set
        password_hash = excluded.password_hash,
        role = excluded.role,
        provider_id = excluded.provider_id,
        clinic_ids = excluded.clinic_ids,
        disabled_at = null,
        failed_count = 0,
        locked_until = null
