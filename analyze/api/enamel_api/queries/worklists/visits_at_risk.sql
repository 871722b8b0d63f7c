select
    item_key,
    patient_id,
    provider_id,
    clinic_id,
    reason,
    next_action,
    worklist_amount,
    priority_order,
    waiting_since_date,
    last_contact_mode,
    last_contact_date
from marts.rpt_worklist_visits_at_risk
where
    (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or %(provider_id)s in (provider_id, hygienist_id))
