-- Question 15: Active patient count; who has not been seen in 18 months?
-- Answer: active by four rules, patients of status patient not seen for 18 months, those without any recall.
-- Caution: Status is what somebody last set; clones count once in person_id.
select
    count(*) filter (where is_active_12_months) as active_12_months_count,
    count(*) filter (where is_active_18_months) as active_18_months_count,
    count(*) filter (where is_active_24_months) as active_24_months_count,
    count(*) filter (where is_active_36_months) as active_36_months_count,
    count(*) filter (
        where patient_status = 'patient' and not is_active_18_months and visit_count > 0
    ) as not_seen_18_months_count,
    count(*) filter (where patient_status = 'patient' and not has_recall) as without_recall_count
from marts.rpt_patient_profiles
