-- A person's visits, each with the one before and after, and what the distance means: the first is
-- new, a visit after more than 18 months is a return, and 18 months after a visit without another
-- the person is lost.
with

visits as (

    select * from {{ ref('int_visits_identified') }}

),

links as (

    select * from {{ ref('int_patient_links_resolved') }}

),

settings as (

    select * from {{ ref('int_practice_settings') }}

),

person_days as (

    select
        coalesce(links.person_id, visits.patient_id) as person_id,
        visits.visit_date,
        mode() within group (order by visits.clinic_id) as clinic_id,
        max(visits._loaded_at) as _loaded_at
    from visits
    cross join settings
    left join links
        on visits.patient_id = links.patient_id
    where visits.visit_date <= settings.today_date
    group by coalesce(links.person_id, visits.patient_id), visits.visit_date

),

neighbours as (

    select
        *,
        lag(visit_date) over (partition by person_id order by visit_date) as previous_visit_date,
        lead(visit_date) over (partition by person_id order by visit_date) as next_visit_date
    from person_days

),

spaced as (

    select
        *,
        previous_visit_date is null as is_first_visit,
        coalesce(visit_date >= previous_visit_date + interval '18 months', false) as is_return,
        (visit_date + interval '18 months')::date as active_until_date,
        case
            when
                next_visit_date is null
                or next_visit_date >= visit_date + interval '18 months'
                then (visit_date + interval '18 months')::date
        end as lost_date
    from neighbours

)

select * from spaced
