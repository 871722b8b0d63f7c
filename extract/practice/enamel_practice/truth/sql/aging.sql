-- What every family owes on each day of `as_of_days`, under every pay plan version. Amounts in
-- cents.
create or replace view as_of_days as
with first_day as (

    select min(day) as day
    from (
        select day from work where state = 2 and day > '1880-01-01'
        union all
        select day from adjustment
        union all
        select day from split
    )

),

days as (

    select
        practice.today,
        unnest(
            generate_series(least(first_day.day, practice.today), practice.today, interval 1 day)
        )::date as day
    from first_day
    cross join practice

)

select
    day,
    day = today as is_today
from days
where day = last_day(day) or day = today;

-- What is left of work that a dynamic plan took over as a whole.
create or replace view link_values as
with adjusted as (

    select work, person, provider, clinic, sum(cents) as cents
    from adjustment
    group by work, person, provider, clinic

),

insured as (

    select
        work,
        sum(
            case
                when state in (1, 4, 7) then paid + write_off
                else
                    case
                        when estimate_override <> -1 then estimate_override
                        when state in (0, 5) then estimate
                        else 0
                    end
                    + greatest(write_off_estimate, 0)
            end
        ) as cents
    from line
    where state <> 2
    group by work

),

paid as (

    select work, sum(cents) as cents
    from split
    where plan = 0
    group by work

)

select
    link.key,
    link.day,
    work.person,
    case
        when link.cents <> 0 then link.cents
        else
            work.cents + coalesce(adjusted.cents, 0) - coalesce(insured.cents, 0)
            - coalesce(paid.cents, 0)
    end as cents
from link
inner join work on link.work = work.key
left join adjusted
    on work.key = adjusted.work
    and work.person = adjusted.person
    and work.provider = adjusted.provider
    and work.clinic = adjusted.clinic
left join insured on work.key = insured.work
left join paid on work.key = paid.work;

-- `versions` says under which pay plan versions an entry counts; `when_due` that it does so only
-- from its own day on, even today.
create or replace view entries as
with all_entries as (

    select person, day, cents, [1, 2, 3, 4] as versions, false as when_due
    from work
    where state = 2

    union all

    select
        line.person,
        line.paid_day,
        -(case when line.on_plan = 0 then line.paid else 0 end) - line.write_off,
        [1, 2, 3, 4],
        false
    from line
    left join work on line.work = work.key
    where line.state in (1, 4, 5, 7) and (line.work = 0 or work.state = 2)

    union all

    select person, day, cents, [1, 2, 3, 4], false
    from adjustment

    union all

    select person, day, -cents, case when plan = 0 then [1, 2, 3, 4] else [2, 4] end, false
    from split
    where unearned <> 'hidden'

    union all

    select person, day, -cents, case when insurance_plan = 0 then [1] else [1, 4] end, false
    from plan

    union all

    select plan.person, instalment.day, -instalment.principal, [2, 3], true
    from instalment
    inner join plan on instalment.plan = plan.key
    where instalment.kind = 1

    union all

    select
        plan.family, instalment.day, instalment.principal + instalment.interest, [2], true
    from instalment
    inner join plan on instalment.plan = plan.key
    where instalment.kind = 0 and plan.insurance_plan = 0

    union all

    select person, day, -cents, [2, 3], false
    from link_values

)

select
    person.family,
    all_entries.day,
    all_entries.cents,
    all_entries.versions,
    all_entries.when_due
from all_entries
inner join person on all_entries.person = person.key
where all_entries.cents <> 0;

create or replace view aging as
with versioned as (

    select
        as_of_days.day as as_of,
        entries.family,
        unnest(entries.versions) as version,
        entries.day,
        entries.cents
    from entries
    inner join as_of_days
        on (as_of_days.is_today and not entries.when_due) or entries.day <= as_of_days.day

),

summed as (

    select
        as_of,
        family,
        version,
        sum(cents) as balance,
        coalesce(sum(cents) filter (cents > 0 and day between as_of - 30 and as_of), 0) as b30,
        coalesce(sum(cents) filter (cents > 0 and day between as_of - 60 and as_of - 31), 0) as b60,
        coalesce(sum(cents) filter (cents > 0 and day between as_of - 90 and as_of - 61), 0) as b90,
        coalesce(sum(cents) filter (cents > 0 and day < as_of - 90), 0) as older,
        -coalesce(sum(cents) filter (cents < 0 and day <= as_of), 0) as credit
    from versioned
    group by as_of, family, version

),

expected as (

    select
        as_of_days.day as as_of,
        person.family,
        sum(line.estimate) as estimate,
        sum(line.write_off) as write_off
    from line
    inner join person on line.person = person.key
    left join work on line.work = work.key
    inner join as_of_days
        on case
            when as_of_days.is_today then line.state = 0
            else
                line.day <= as_of_days.day
                and (line.state = 0 or (line.state = 1 and line.paid_day > as_of_days.day))
        end
    where line.work = 0 or work.state = 2
    group by as_of_days.day, person.family

),

-- Who only has something to expect owes nothing, in every version.
keys as (

    select as_of, family, version from summed
    union
    select as_of, family, unnest([1, 2, 3, 4]) from expected

)

-- Credits pay the oldest charges first.
select
    keys.as_of,
    keys.as_of = practice.today as is_today,
    keys.family,
    keys.version,
    coalesce(head.clinic, 0) as clinic,
    greatest(coalesce(b30 - greatest(credit - older - b90 - b60, 0), 0), 0) as bucket_30,
    greatest(coalesce(b60 - greatest(credit - older - b90, 0), 0), 0) as bucket_60,
    greatest(coalesce(b90 - greatest(credit - older, 0), 0), 0) as bucket_90,
    greatest(coalesce(older - credit, 0), 0) as bucket_over,
    coalesce(summed.balance, 0) as balance,
    coalesce(expected.estimate, 0) as estimate,
    coalesce(expected.write_off, 0) as write_off
from keys
left join summed
    on keys.as_of = summed.as_of and keys.family = summed.family and keys.version = summed.version
left join expected on keys.as_of = expected.as_of and keys.family = expected.family
left join person as head on keys.family = head.key
cross join practice;

-- Prepayments still held, per family.
create or replace view unearned as
select
    as_of_days.day as as_of,
    person.family,
    coalesce(any_value(head.clinic), 0) as clinic,
    sum(split.cents) as cents
from split
inner join person on split.person = person.key
left join person as head on person.family = head.key
inner join as_of_days on as_of_days.is_today or split.day <= as_of_days.day
where split.unearned = 'open'
group by as_of_days.day, person.family
having sum(split.cents) <> 0;

-- Claims sent and not answered, and what they should bring.
create or replace view claims_out as
with expected as (

    select
        claim,
        sum(estimate) as estimate,
        sum(write_off) as write_off,
        count(*) as lines
    from line
    where state = 0
    group by claim

)

select
    claim.key,
    claim.provider,
    claim.clinic,
    claim.carrier,
    case when claim.first_sent > '1880-01-01' then claim.first_sent else claim.sent end as since,
    claim.billed,
    coalesce(expected.estimate, 0) as estimate,
    coalesce(expected.write_off, 0) as write_off,
    coalesce(expected.lines, 0) as lines
from claim
left join expected on claim.key = expected.claim
where claim.state = 'S' and claim.kind <> 'PreAuth'
