-- What one patient is likely to be like, in named parts.
select
    patient_id,
    primary_provider_id,
    secondary_provider_id,
    clinic_id,
    reliability_rate,
    reliability_reason,
    acceptance_rate,
    acceptance_reason,
    payment_rate,
    payment_reason,
    engagement_rate,
    engagement_reason,
    family_rate,
    family_reason
from marts.rpt_patient_scores
where patient_id = %(patient_id)s
