-- Question 7: New patients in the period, and are we counting right?
-- Answer: month, new patients by first completed visit, first records, emergency exams, with a known source.
-- Caution: A conversion makes old patients look new at its beginning.
select
    month_start_date,
    count(*) as new_patient_count,
    count(*) filter (where is_first_record) as first_record_count,
    count(*) filter (where is_emergency_exam) as emergency_count,
    count(*) filter (where has_source) as with_source_count
from marts.rpt_new_patients
group by month_start_date
order by month_start_date desc
limit 24
