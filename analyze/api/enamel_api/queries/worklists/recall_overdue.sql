-- Patients whose recall is due, with no visit ahead; the longest overdue first.
select
    recall_id::text as item,
    patient_id,
    clinic_id,
    provider_id,
    due_date as since_date,
    overdue_days as open_days,
    null::numeric as open_amount,
    concat_ws(', ', recall_type_name, recall_status, 'due ' || due_date) as reason,
    row_number() over (
        order by
            overdue_days desc,
            recall_id
    ) as priority
from marts.fct_recalls
where
    is_overdue
    and is_on_recall_list
    and not has_visit_ahead
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
