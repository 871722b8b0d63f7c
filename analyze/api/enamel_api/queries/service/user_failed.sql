-- The tenth wrong password in a row closes the account for a quarter of an hour.
update service.users
set
    failed_count = case when failed_count >= 9 then 0 else failed_count + 1 end,
    locked_until = case when failed_count >= 9 then now() + interval '15 minutes' else locked_until end
where user_name = %(user_name)s
