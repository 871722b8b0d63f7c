select *
from marts.rpt_patient_profiles
where
    (%(patient_id)s::bigint is null or patient_id = %(patient_id)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or primary_provider_id = %(provider_id)s)
    and (%(status)s::text is null or patient_status = %(status)s)
    and (%(is_active)s::boolean is null or is_active_18_months = %(is_active)s)
    and (%(is_recall_overdue)s::boolean is null or is_recall_overdue = %(is_recall_overdue)s)
