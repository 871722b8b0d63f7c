-- What mails of a schedule have said already.
select distinct it.said
from service.mails as mls
cross join lateral jsonb_array_elements_text(mls.said) as it (said)
where mls.schedule_id = %(schedule_id)s
