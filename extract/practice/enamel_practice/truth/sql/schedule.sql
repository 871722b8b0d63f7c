-- H: the schedule. One outcome per slot that fell due: a slot is a visit at a time it stood for.
create or replace view slots as
with lost as (

    select
        visit,
        start,
        arg_min(action, "at") as action,
        min("at") as "at",
        any_value(provider) as provider,
        any_value(hygienist) as hygienist,
        any_value(clinic) as clinic
    from step
    where action in (2, 3)
    group by visit, start

)

select
    visit as key,
    start,
    coalesce(nullif(hygienist, 0), provider) as provider,
    clinic,
    case
        when action = 2 then 'missed'
        when start - "at" < interval 24 hour then 'cancelled_late'
        else 'cancelled'
    end as outcome
from lost
union all
select key, start, coalesce(nullif(hygienist, 0), provider), clinic, 'completed'
from visit
where state = 2;

insert into figures
select
    rates.kpi, 'history', period(start::date), provider_of(provider), clinic_of(clinic),
    count(*) filter (list_contains(rates.outcomes, outcome)),
    count(*) filter (outcome <> 'cancelled' or list_contains(rates.outcomes, 'cancelled')),
    count(*) filter (outcome <> 'cancelled' or list_contains(rates.outcomes, 'cancelled'))
from slots
cross join (
    values
    ('broken_rate', ['missed', 'cancelled_late']),
    ('no_show_rate', ['missed']),
    ('late_cancel_rate', ['cancelled_late']),
    ('cancel_rate', ['cancelled'])
) as rates (kpi, outcomes)
where in_window(start::date)
group by all;

insert into figures
select
    'chair_utilisation', 'booked_of_open', period(day), null, clinic_of(clinic),
    sum(booked), sum(minutes), count(*) filter (minutes > 0)
from (
    select day, clinic, 0 as booked, minutes from chair_minutes
    union all
    -- A visit in a chair that is closed that day fills no open time.
    select visit.start::date, chair_minutes.clinic, visit.minutes, 0
    from visit
    inner join chair_minutes
        on visit.chair = chair_minutes.chair and visit.start::date = chair_minutes.day
    where visit.state in (1, 2) and chair_minutes.minutes > 0
)
where in_window(day) and not getvariable('by_provider')
group by all;

insert into figures
select
    'lead_time_days', case when is_new then 'new_patients' else 'others' end,
    period(start::date), provider_of(coalesce(nullif(hygienist, 0), provider)), clinic_of(clinic),
    sum(start::date - made::date), count(*), count(*)
from visit
where state in (1, 2, 5) and in_window(start::date)
group by all;

-- A slot is recovered if another time was made for its patient soon after: a new visit, or the same
-- one moved. Whatever else is noted about a time that stood before (confirmed, seen) makes none.
insert into figures
with times as (

    select visit, any_value(person) as person, start, min("at") as "at"
    from step
    where state in (1, 2, 4, 5) or action in (2, 3, 4)
    group by visit, start

),

lost as (

    select slots.*, step.person, step."at"
    from slots
    inner join (
        select visit, start, any_value(person) as person, min("at") as "at"
        from step
        where action in (2, 3)
        group by visit, start
    ) as step on slots.key = step.visit and slots.start = step.start
    where slots.outcome <> 'completed'

)

select
    'recovery_rate', 'days_' || horizons.days, period(lost.start::date),
    provider_of(lost.provider), clinic_of(lost.clinic),
    count(*) filter (
        exists (
            select 1 from times
            where
                times.person = lost.person
                and times."at" >= lost."at" and times."at" < lost."at" + to_days(horizons.days)
                and (times.visit <> lost.key or times.start <> lost.start)
        )
    ),
    count(*), count(*)
from lost
cross join (values (7), (30)) as horizons (days)
where in_window(lost.start::date)
group by all;

insert into figures
select
    'wait_and_flow', parts.variant, period(start::date),
    provider_of(coalesce(nullif(hygienist, 0), provider)), clinic_of(clinic),
    sum(parts.minutes), count(*), count(*)
from visit
cross join lateral (
    values
    ('wait_minutes', date_diff('second', arrived, seated) / 60.0),
    ('chair_minutes', date_diff('second', seated, "left") / 60.0)
) as parts (variant, minutes)
where
    state = 2 and in_window(start::date) and arrived > '1880-01-01' and seated > '1880-01-01'
    and "left" > '1880-01-01'
group by all;

insert into figures
select
    lists.kpi, 'scheduled', period(visit.start::date),
    provider_of(coalesce(nullif(visit.hygienist, 0), visit.provider)), clinic_of(visit.clinic),
    count(*), null, count(*)
from visit
cross join (values ('appointments_without_procedures'), ('asap_fillable')) as lists (kpi)
where
    visit.state = 1 and in_window(visit.start::date)
    and case lists.kpi
        when 'asap_fillable' then visit.priority = 1
        else not exists (select 1 from work where work.visit = visit.key)
    end
group by all;

insert into figures
select
    'hygiene_open_time_pct', 'scheduled_hours', period(parts.day), provider_of(parts.provider),
    clinic_of(parts.clinic), sum(parts.open - parts.booked), sum(parts.open),
    count(*) filter (parts.open > 0)
from (
    select day, provider, clinic, minutes as open, 0 as booked from provider_minutes
    union all
    select start::date, hygienist, clinic, 0, minutes from visit
    where state in (1, 2) and hygienist <> 0
) as parts
inner join provider on parts.provider = provider.key and provider.is_hygienist
where in_window(parts.day)
group by all
