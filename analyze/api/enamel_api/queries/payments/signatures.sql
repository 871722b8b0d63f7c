-- Who signed a day, when, and as of which build; the figures are kept beside.
select
    signature_id,
    report_date,
    clinic_id,
    note,
    line_count,
    as_of,
    signed_by,
    role,
    signed_at
from service.day_signatures
where
    report_date = %(day)s::date
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
