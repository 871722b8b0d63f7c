-- Somebody an identity provider vouches for; may touch no other account.
select service.sign_in_elsewhere(
    %(user_name)s, %(role)s, %(provider_id)s::bigint, %(clinic_ids)s::bigint []
) as is_let_in
