select
    preferences,
    changed_at
from service.preferences
where owner = %(owner)s
