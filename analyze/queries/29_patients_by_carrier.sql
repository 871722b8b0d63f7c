-- Question 29: Patients by carrier, plan, employer; who is affected if we drop a plan?
-- Answer: carrier, kind of plan, active patients, production so far, unscheduled work.
-- Caution: Coverage is that of today; employers are in no mart.
select
    coalesce(plans.carrier_name, 'no insurance') as carrier_name,
    coalesce(plans.group_name, '') as group_name,
    profiles.plan_type,
    count(*) as active_patient_count,
    sum(profiles.lifetime_production_amount) as lifetime_production_amount,
    sum(profiles.unscheduled_amount) as unscheduled_amount
from marts.rpt_patient_profiles as profiles
left join marts.dim_insurance_plans as plans
    on profiles.insurance_plan_id = plans.insurance_plan_id
where profiles.is_active_18_months
group by 1, 2, 3
order by active_patient_count desc, 1, 2
