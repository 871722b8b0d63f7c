-- The API's own log; whose rows an answer showed is searched, never listed.
select
    entry_id,
    at,
    request_id,
    actor,
    role,
    provider_id,
    clinic_ids,
    address,
    method,
    endpoint,
    filter,
    status,
    row_count,
    identifier_classes,
    cardinality(patient_ids) as patient_count,
    export_hash
from service.audit_log
where
    (%(from_date)s::date is null or at >= %(from_date)s)
    and (%(to_date)s::date is null or at < %(to_date)s::date + 1)
    and (%(actor)s::text is null or actor = %(actor)s)
    and (%(patient_id)s::bigint is null or patient_ids @> array[%(patient_id)s::bigint])
