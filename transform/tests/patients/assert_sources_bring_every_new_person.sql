with

new_patients as (

    select * from {{ ref('rpt_new_patients') }}

),

sources as (

    select * from {{ ref('rpt_referral_sources') }}

),

people as (

    select count(*) as person_count
    from new_patients
    where is_first_record

),

reported as (

    select coalesce(sum(new_patient_count), 0) as person_count
    from sources

)

select
    people.person_count,
    reported.person_count as reported_count
from people
inner join reported
    on people.person_count <> reported.person_count
