select distinct
    'seen_in_month' as line,
    '' as policy,
    date_trunc('month', prc.service_date)::date as month_start,
    prc.patient_id,
    1 as amount
from marts.fct_procedures as prc
inner join marts.dim_patients as pat on prc.patient_id = pat.patient_id
where prc.is_complete and pat.is_patient and prc.service_date is not null

union all

select
    'active_18_months' as line,
    '' as policy,
    %(today)s::date as month_start,
    patient_id,
    1 as amount
from marts.rpt_patient_profiles
where is_active_18_months
