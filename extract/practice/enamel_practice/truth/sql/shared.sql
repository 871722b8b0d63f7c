-- What several chapters need. Open Dental's own words for codes are avoided: states are numbers of
-- the source, explained where a kind of fact is declared.
create or replace macro is_office_code(code) as code in ('D9986', 'D9987');

create or replace macro is_hygiene_code(code) as
    code in ('D1110', 'D1120', 'D4341', 'D4342', 'D4346', 'D4355', 'D4910');

create or replace macro is_exam_code(code) as code in ('D0120', 'D0140', 'D0150', 'D0180');

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

-- A person and a day is one visit, of all kinds that its work makes it. It belongs to the provider
-- who did most of that kind of work and to the clinic where most was done, the lowest number
-- among equals: visits of all providers are the practice's.
create or replace view visit_day as
with kinds as (

    select
        kinds.kind,
        done.person,
        done.day,
        done.provider,
        count(*) as works
    from done
    cross join (values ('any'), ('hygiene'), ('exam')) as kinds (kind)
    where
        case kinds.kind
            when 'any' then not is_office_code(done.code)
            when 'hygiene' then is_hygiene_code(done.code)
            else is_exam_code(done.code)
        end
    group by all

),

clinics as (

    select person, day, clinic, count(*) as works
    from done
    where not is_office_code(code)
    group by all

),

places as (

    select person, day, arg_min(clinic, (-works, clinic)) as clinic
    from clinics
    group by all

)

select
    kinds.kind,
    kinds.person,
    kinds.day,
    arg_min(kinds.provider, (-kinds.works, kinds.provider)) as provider,
    any_value(places.clinic) as clinic
from kinds
inner join places on kinds.person = places.person and kinds.day = places.day
group by kinds.kind, kinds.person, kinds.day;

create or replace view seen as
select person, day, provider_of(provider) as provider, clinic_of(clinic) as clinic
from visit_day
where kind = 'any';

create or replace view hygiene_seen as
select person, day, provider_of(provider) as provider, clinic_of(clinic) as clinic
from visit_day
where kind = 'hygiene';

-- The first finished work of a person.
create or replace view first_seen as
select
    person,
    min(day) as day,
    arg_min(provider, day) as provider,
    arg_min(clinic, day) as clinic
from visit_day
where kind = 'any' and day > '1880-01-01'
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

-- Open time of a chair; what closes it (lunch) is taken off, holidays have no shift.
create or replace view chair_minutes as
with ordered as (

    select
        *,
        max(stop) over (
            partition by chair, day order by start, stop, key
            rows between unbounded preceding and 1 preceding
        ) as covered
    from shift

),

pieces as (

    select key, chair, day, clinic, greatest(start, coalesce(covered, 0)) as start, stop
    from ordered
    where stop > greatest(start, coalesce(covered, 0))

),

closed as (

    select
        pieces.key,
        sum(least(pieces.stop, pause.stop) - greatest(pieces.start, pause.start)) as minutes
    from pieces
    inner join pause
        on
            pieces.chair = pause.chair and pieces.day = pause.day
            and pieces.start < pause.stop and pause.start < pieces.stop
    group by pieces.key

)

select
    pieces.chair,
    pieces.day,
    any_value(pieces.clinic) as clinic,
    sum(pieces.stop - pieces.start - coalesce(closed.minutes, 0)) as minutes
from pieces
left join closed on pieces.key = closed.key
group by pieces.chair, pieces.day;

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
