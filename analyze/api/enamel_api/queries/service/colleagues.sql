-- Who may sign in and so can be given a line to work.
select
    user_name,
    role
from service.users
where disabled_at is null
order by user_name
