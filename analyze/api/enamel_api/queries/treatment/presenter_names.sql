-- What users of Open Dental log in as, for roles that may know.
select
    user_id as presenter_user_id,
    user_name
from identity.named_users
