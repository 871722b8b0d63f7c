-- Question 39: Patients by ZIP, age, birthday; mailing lists?
-- Answer: age band, gender, active patients; bands of fewer than 11 are left out.
-- Caution: ZIP codes, birthdays and addresses narrow a person down: they are in the schema identity, for its roles alone.
select
    case
        when patients.age_years < 18 then '0-17'
        when patients.age_years < 30 then '18-29'
        when patients.age_years < 45 then '30-44'
        when patients.age_years < 65 then '45-64'
        when patients.age_years is not null then '65+'
        else 'unknown'
    end as age_band,
    patients.gender,
    count(*) as active_patient_count
from marts.dim_patients as patients
inner join marts.rpt_patient_profiles as profiles on patients.patient_id = profiles.patient_id
where profiles.is_active_18_months
group by 1, 2
having count(*) >= 11
order by 1, 2
