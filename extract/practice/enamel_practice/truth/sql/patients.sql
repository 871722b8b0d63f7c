-- E: patients. A person's provider is the own dentist, the clinic the own clinic.
insert into figures
with active as (

    select distinct
        periods.period_start,
        months.months,
        person.key,
        person.dentist,
        person.clinic
    from periods
    cross join (values (12), (18), (24), (36)) as months (months)
    inner join done
        on done.day > periods.as_of - to_months(months.months) and done.day <= periods.as_of
    inner join person on done.person = person.key
    where not is_office_code(done.code) and person.state = 0

)

select
    'active_patients', 'months_' || months, period_start, provider_of(dentist), clinic_of(clinic),
    count(*), null, count(*)
from active
group by all;

insert into figures
select
    'new_patients', 'first_completed', period(day), provider_of(provider), clinic_of(clinic),
    count(*), null, count(*)
from first_seen
where in_window(day)
group by all;

insert into figures
with first_source as (

    select person, arg_min(place, ("order", key)) as place
    from source
    group by person

)

select
    'new_patients_by_source', coalesce(first_source.place::varchar, 'unknown'),
    period(first_seen.day), provider_of(first_seen.provider), clinic_of(first_seen.clinic),
    count(*), null, count(*)
from first_seen
left join first_source on first_seen.person = first_source.person
where in_window(first_seen.day)
group by all;

-- Seen in the half year that began eighteen months ago, and again in the year since.
insert into figures
with based as (

    select distinct periods.period_start, periods.as_of, done.person
    from periods
    inner join done
        on done.day > periods.as_of - to_months(18) and done.day <= periods.as_of - to_months(12)
    where not is_office_code(done.code)

)

select
    'patient_retention', 'seen_again_in_12_months', based.period_start,
    provider_of(person.dentist), clinic_of(person.clinic),
    count(*) filter (
        exists (
            select 1 from done
            where
                done.person = based.person and not is_office_code(done.code)
                and done.day > based.as_of - to_months(12) and done.day <= based.as_of
        )
    ),
    count(*), count(*)
from based
inner join person on based.person = person.key
group by all;

-- Of today alone: who has a visit ahead.
insert into figures
select
    'preappointment_pct', parts.variant, periods.period_start, provider_of(person.dentist),
    clinic_of(person.clinic),
    count(*) filter (
        exists (
            select 1 from visit
            where
                visit.person = person.key and visit.state = 1
                and visit.start >= practice.today
                and (parts.variant = 'any' or visit.hygienist <> 0)
        )
    ),
    count(*), count(*)
from person
cross join practice
inner join periods on practice.today = periods.as_of
cross join (values ('any'), ('hygiene')) as parts (variant)
where
    person.state = 0
    and exists (
        select 1 from done
        where
            done.person = person.key and not is_office_code(done.code)
            and done.day > practice.today - to_months(18) and done.day <= practice.today
    )
group by all;

insert into figures
with active as (

    select distinct periods.period_start, periods.as_of, person.key, person.dentist,
        person.clinic, person.birth
    from periods
    inner join done on done.day > periods.as_of - to_months(18) and done.day <= periods.as_of
    inner join person on done.person = person.key
    where not is_office_code(done.code) and person.state = 0

)

select
    'demographics',
    case
        when birth < '1880-01-01' then 'age_unknown'
        when birth > as_of - to_years(18) then 'age_0_17'
        when birth > as_of - to_years(35) then 'age_18_34'
        when birth > as_of - to_years(50) then 'age_35_49'
        when birth > as_of - to_years(65) then 'age_50_64'
        else 'age_65_on'
    end,
    period_start, provider_of(dentist), clinic_of(clinic), count(*), null, count(*)
from active
group by all;

-- Lost on the day eighteen months after a visit that no other preceded; back with the next one, if
-- that day or later. Rows that are one person twice are one person.
insert into figures
with gaps as (

    select
        seen_days.person,
        seen_days.day,
        lead(seen_days.day) over (partition by seen_days.person order by seen_days.day) as next_day
    from (
        select distinct
            coalesce(nullif(person.double_of, 0), visit_day.person) as person,
            visit_day.day
        from visit_day
        left join person on visit_day.person = person.key
        where visit_day.kind = 'any'
    ) as seen_days

),

turns as (

    select person, (day + to_months(18))::date as day, 'lost' as variant
    from gaps
    where next_day is null or next_day >= day + to_months(18)
    union all
    select person, next_day, 'recaptured'
    from gaps
    where next_day >= day + to_months(18)
    union all
    select person, min(day), 'new'
    from gaps
    group by person

)

select
    'attrition', turns.variant || '_18_months', period(turns.day), provider_of(person.dentist),
    clinic_of(person.clinic), count(*), null, count(*)
from turns
inner join person on turns.person = person.key
cross join practice
where in_window(turns.day) and turns.day <= practice.today
group by all
