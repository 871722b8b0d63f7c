-- Question 2: Who is overdue for hygiene and not booked? (by carrier, age, provider)
-- Answer: provider, carrier, age band, patients, the longest wait in days.
-- Caution: Overdue is Open Dental's own rule; patients without any recall row are in question 15.
select
    recalls.provider_id,
    coalesce(plans.carrier_name, 'none') as carrier_name,
    case
        when patients.age_years < 18 then '0-17'
        when patients.age_years < 40 then '18-39'
        when patients.age_years < 65 then '40-64'
        when patients.age_years is not null then '65+'
        else 'unknown'
    end as age_band,
    count(distinct recalls.patient_id) as patient_count,
    max(recalls.overdue_days) as longest_overdue_days
from marts.fct_recalls as recalls
inner join marts.dim_patients as patients on recalls.patient_id = patients.patient_id
left join marts.rpt_patient_profiles as profiles on recalls.patient_id = profiles.patient_id
left join marts.dim_insurance_plans as plans
    on profiles.insurance_plan_id = plans.insurance_plan_id
where recalls.is_overdue and not recalls.has_visit_ahead
group by 1, 2, 3
order by patient_count desc, 1, 2, 3
