-- What several chapters need. Open Dental's own words for codes are avoided: states are numbers of
-- the source, explained where a kind of fact is declared.
create or replace macro is_office_code(code) as code in ('D9986', 'D9987');

create or replace macro is_hygiene_code(code) as
    code in ('D1110', 'D1120', 'D4341', 'D4342', 'D4346', 'D4355', 'D4910');

create or replace macro is_treatment_code(code) as
    regexp_matches(code, '^D[2-9]') and not is_office_code(code) and code <> 'D4910';

-- Finished work, capitation taken off.
create or replace view done as
with capitation as (

    select work, sum(write_off) as write_off
    from line
    where state = 7 and work <> 0
    group by work

)

select
    work.* exclude (cents),
    work.cents as fee,
    work.cents - coalesce(capitation.write_off, 0) as cents
from work
left join capitation on work.key = capitation.work
where work.state = 2;

-- A person seen on a day, once for each provider and clinic that figures are cut by.
create or replace view seen as
select distinct
    person,
    day,
    provider_of(provider) as provider,
    clinic_of(clinic) as clinic
from done
where not is_office_code(code);

create or replace view hygiene_seen as
select distinct
    person,
    day,
    provider_of(provider) as provider,
    clinic_of(clinic) as clinic
from done
where is_hygiene_code(code);

-- The first finished work of a person.
create or replace view first_seen as
select
    person,
    min(day) as day,
    arg_min(provider, (day, key)) as provider,
    arg_min(clinic, (day, key)) as clinic
from done
where not is_office_code(code) and day > '1880-01-01'
group by person;

-- Hours of a provider on a day in minutes; shifts that overlap count once.
create or replace view provider_minutes as
with ordered as (

    select
        *,
        max(stop) over (
            partition by provider, day order by start, stop, key
            rows between unbounded preceding and 1 preceding
        ) as covered
    from shift

)

select
    provider,
    day,
    any_value(clinic) as clinic,
    sum(greatest(stop - greatest(start, coalesce(covered, 0)), 0)) as minutes
from ordered
group by provider, day;

create or replace view chair_minutes as
with ordered as (

    select
        *,
        max(stop) over (
            partition by chair, day order by start, stop, key
            rows between unbounded preceding and 1 preceding
        ) as covered
    from shift

)

select
    chair,
    day,
    any_value(clinic) as clinic,
    sum(greatest(stop - greatest(start, coalesce(covered, 0)), 0)) as minutes
from ordered
group by chair, day;

-- What every family owes at the end of each period, under the practice's own pay plan version.
-- Balances are no provider's.
create or replace table owed as
select
    periods.period_start,
    aging.*
from periods
inner join aging on periods.as_of = aging.as_of
inner join practice on aging.version = practice.pay_plans_version
where not getvariable('by_provider')
