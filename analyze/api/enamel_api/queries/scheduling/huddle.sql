-- One day of the book, with what the morning meeting asks about each visit.
select *
from marts.rpt_huddle
where
    scheduled_date = %(day)s::date
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or %(provider_id)s in (provider_id, hygienist_id))
