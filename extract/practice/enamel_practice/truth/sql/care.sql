-- F and G: hygiene, recall and treatment planning.
insert into figures
select
    'hygiene_reappointment_pct', 'booked_by_visit_date', period(hygiene_seen.day),
    provider_of(hygiene_seen.provider), clinic_of(hygiene_seen.clinic),
    count(*) filter (
        exists (
            select 1 from visit
            where
                visit.person = hygiene_seen.person and visit.state in (1, 2, 5)
                and visit.start::date > hygiene_seen.day
                and visit.made::date <= hygiene_seen.day and visit.hygienist <> 0
        )
    ),
    count(*), count(*)
from hygiene_seen
where in_window(hygiene_seen.day)
group by all;

-- Of today alone: a recall's due date is overwritten when it is kept.
insert into figures
select
    'recall_overdue', parts.variant, periods.period_start, provider_of(person.dentist),
    clinic_of(person.clinic), count(*), null, count(*)
from recall
inner join person on recall.person = person.key
cross join practice
inner join periods on practice.today = periods.as_of
cross join (values ('all'), ('over_180_days')) as parts (variant)
where
    person.state = 0 and not recall.is_disabled and recall.due > '1880-01-01'
    and recall.due < practice.today and recall.scheduled < '1880-01-01'
    and (parts.variant = 'all' or practice.today - recall.due > 180)
group by all;

insert into figures
select
    'perio_pct', 'visits', period(hygiene_seen.day), provider_of(hygiene_seen.provider),
    clinic_of(hygiene_seen.clinic),
    count(*) filter (
        exists (
            select 1 from done
            where
                done.person = hygiene_seen.person and done.day = hygiene_seen.day
                and done.code in ('D4341', 'D4342', 'D4346', 'D4355', 'D4910')
        )
    ),
    count(*), count(*)
from hygiene_seen
where in_window(hygiene_seen.day)
group by all;

insert into figures
select
    'adjunct_rates', parts.variant, period(hygiene_seen.day), provider_of(hygiene_seen.provider),
    clinic_of(hygiene_seen.clinic),
    count(*) filter (
        exists (
            select 1 from done
            where
                done.person = hygiene_seen.person and done.day = hygiene_seen.day
                and done.code in ('D1206', 'D1208')
        )
    ),
    count(*), count(*)
from hygiene_seen
inner join person on hygiene_seen.person = person.key and person.birth > '1880-01-01'
cross join (values ('fluoride_adult'), ('fluoride_child')) as parts (variant)
where
    in_window(hygiene_seen.day)
    and (person.birth <= hygiene_seen.day - to_years(18))
    = (parts.variant = 'fluoride_adult')
group by all;

-- Treatment planned in the window and what became of it.
create or replace view planned as
select
    work.*,
    horizons.days,
    work.state = 2 and work.day <= work.planned + horizons.days as is_done,
    (work.state = 2 and work.day <= work.planned + horizons.days)
    or (
        work.state = 1 and visit.state = 1
        and visit.made::date <= work.planned + horizons.days
    ) as is_accepted
from work
cross join (values (30), (90), (180), (365)) as horizons (days)
left join visit on work.visit = visit.key
where
    work.state in (1, 2, 8) and work.planned > '1880-01-01' and in_window(work.planned)
    and is_treatment_code(work.code);

insert into figures
select
    'treatment_presented', parts.variant, period(planned), provider_of(provider),
    clinic_of(clinic), sum(case parts.variant when 'fee' then cents / 100.0 else 1 end),
    null, count(*)
from planned
cross join (values ('fee'), ('count')) as parts (variant)
where days = 90
group by all;

insert into figures
select
    'case_acceptance_fee_pct', 'days_' || days, period(planned), provider_of(provider),
    clinic_of(clinic), coalesce(sum(cents) filter (is_accepted), 0) / 100.0, sum(cents) / 100.0,
    count(*)
from planned
where days in (30, 90)
group by all;

insert into figures
select
    'case_acceptance_count_pct', 'days_' || days, period(planned), provider_of(provider),
    clinic_of(clinic), count(*) filter (is_accepted), count(*), count(*)
from planned
where days in (30, 90)
group by all;

-- A person counts once a period, for the provider and clinic who planned most of it.
insert into figures
with shares as (

    select
        period(planned) as period_start,
        days,
        person,
        provider,
        clinic,
        sum(cents) as cents,
        bool_or(is_accepted) as is_accepted,
        count(*) as works
    from planned
    where days in (30, 90)
    group by all

),

people as (

    select
        period_start,
        days,
        person,
        arg_min(provider, (-cents, provider, clinic)) as provider,
        arg_min(clinic, (-cents, provider, clinic)) as clinic,
        bool_or(is_accepted) as is_accepted,
        sum(works) as works
    from shares
    group by all

)

select
    'patient_acceptance_pct', 'days_' || days, period_start, provider_of(provider),
    clinic_of(clinic), count(*) filter (is_accepted), count(*), sum(works)
from people
group by all;

insert into figures
select
    'treatment_completed_pct', 'days_' || days, period(planned), provider_of(provider),
    clinic_of(clinic), coalesce(sum(cents) filter (is_done), 0) / 100.0, sum(cents) / 100.0,
    count(*)
from planned
where days in (90, 180, 365)
group by all;

-- Of today alone: planned work of patients that stands in no visit ahead.
insert into figures
select
    'unscheduled_treatment', 'net_of_discount', periods.period_start,
    provider_of(person.dentist), clinic_of(person.clinic),
    sum(work.cents - work.discount) / 100.0, null, count(*)
from work
inner join person on work.person = person.key and person.state = 0
cross join practice
inner join periods on practice.today = periods.as_of
left join visit
    on work.visit = visit.key and visit.state = 1 and visit.start >= practice.today
where work.state = 1 and visit.key is null
group by all;

insert into figures
with exams as (

    select person, day, provider_of(provider) as provider, clinic_of(clinic) as clinic
    from visit_day
    where kind = 'exam'

)

select
    'diagnosis_rate', 'exam_visits', period(exams.day), provider_of(exams.provider),
    clinic_of(exams.clinic),
    count(*) filter (
        exists (
            select 1 from work
            where
                work.person = exams.person and work.planned = exams.day
                and work.state in (1, 2, 8) and is_treatment_code(work.code)
        )
    ),
    count(*), count(*)
from exams
where in_window(exams.day)
group by all;

-- Who showed the plan first that a piece of work stands on.
insert into figures
with first_shown as (

    select
        proposed.work,
        arg_min(proposal.presenter, (proposal.day, proposal.key)) as presenter
    from proposed
    inner join proposal on proposed.proposal = proposal.key
    group by proposed.work

)

select
    'presenter_effectiveness', 'user_' || first_shown.presenter, period(planned.planned),
    provider_of(planned.provider), clinic_of(planned.clinic),
    coalesce(sum(planned.cents) filter (planned.is_accepted), 0) / 100.0,
    sum(planned.cents) / 100.0, count(*)
from planned
inner join first_shown on planned.key = first_shown.work
where planned.days = 90
group by all;

-- Work that was paid for, written off or adjusted away in full within some days.
insert into figures
with parts as (

    select work, day, cents from split where work <> 0 and unearned = ''
    union all
    select work, paid_day, paid + write_off from line where work <> 0 and state in (1, 4, 5, 7)
    union all
    select work, day, -cents from adjustment where work <> 0

),

settled as (

    select
        done.key,
        done.day,
        done.provider,
        done.clinic,
        done.fee,
        horizons.days,
        coalesce(sum(parts.cents), 0) as cents
    from done
    cross join (values (30), (60), (90)) as horizons (days)
    left join parts on done.key = parts.work and parts.day <= done.day + horizons.days
    where done.fee > 0 and in_window(done.day)
    group by all

)

select
    'fully_paid', 'days_' || days, period(day), provider_of(provider), clinic_of(clinic),
    count(*) filter (cents >= fee), count(*), count(*)
from settled
group by all
