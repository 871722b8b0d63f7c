delete from service.sessions
where token_hash = %(token_hash)s
