-- Where recalls stand today, by type: on the list, overdue, and what of them is on the book.
select
    recall_type_id,
    recall_type_name,
    count(*) as recall_count,
    count(*) filter (where is_scheduled) as scheduled_count,
    count(*) filter (where is_on_recall_list and not is_overdue) as due_count,
    count(*) filter (where is_overdue and overdue_days <= 90) as overdue_0_90_count,
    count(*) filter (where is_overdue and overdue_days between 91 and 365)
        as overdue_91_365_count,
    count(*) filter (where is_overdue and overdue_days > 365) as overdue_over_365_count,
    count(*) filter (where is_overdue) as overdue_count
from marts.fct_recalls
where
    is_patient
    and not is_disabled
    and recall_type_id is not null
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
group by
    recall_type_id,
    recall_type_name
