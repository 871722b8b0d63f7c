-- Whether the mail of a slot is out.
select 1 as sent
from service.mails
where
    schedule_id = %(schedule_id)s
    and slot_at = %(slot_at)s
