-- People by key, name, telephone or birthday; every part that is given must fit.
select
    patient_id,
    coalesce(last_name, '') as last_name,
    coalesce(first_name, '') as first_name,
    preferred_name,
    birth_date
from identity.named_patients
where
    (%(patient_id)s::bigint is null or patient_id = %(patient_id)s)
    and (%(last_name)s::text is null or starts_with(lower(last_name), lower(%(last_name)s)))
    and (
        %(first_name)s::text is null
        or starts_with(lower(first_name), lower(%(first_name)s))
        or starts_with(lower(preferred_name), lower(%(first_name)s))
    )
    and (%(birth_date)s::date is null or birth_date = %(birth_date)s)
    and (
        %(phone)s::text is null
        or right(regexp_replace(home_phone, '\D', '', 'g'), 10) = %(phone)s
        or right(regexp_replace(work_phone, '\D', '', 'g'), 10) = %(phone)s
        or right(regexp_replace(wireless_phone, '\D', '', 'g'), 10) = %(phone)s
    )
