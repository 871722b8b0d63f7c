with

visits as (

    select * from {{ ref('fct_visits') }}

),

new_patients as (

    select * from {{ ref('rpt_new_patients') }}

),

firsts as (

    select
        patient_id,
        count(*) filter (where is_first_visit) as first_count
    from visits
    group by patient_id

)

select
    firsts.patient_id,
    firsts.first_count
from firsts
full outer join new_patients
    on firsts.patient_id = new_patients.patient_id
where
    firsts.first_count is distinct from 1
    or new_patients.patient_id is null
