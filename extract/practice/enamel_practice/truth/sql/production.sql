-- A: production.
insert into figures
select
    'gross_production', variants.variant, period(day), provider_of(provider), clinic_of(clinic),
    sum(cents) / 100.0, null, count(*)
from done
cross join (values ('procedure_date'), ('clinical')) as variants (variant)
where in_window(day) and (variants.variant = 'procedure_date' or not is_office_code(code))
group by all;

insert into figures
select
    'gross_production', 'completed_date', period(completed), provider_of(provider),
    clinic_of(clinic), sum(cents) / 100.0, null, count(*)
from done
where in_window(completed)
group by all;

insert into figures
select
    'adjustments', 'all', period(day), provider_of(provider), clinic_of(clinic),
    sum(cents) / 100.0, null, count(*)
from adjustment
where in_window(day)
group by all;

insert into figures
select
    'adjustments', slug, period(day), provider_of(provider), clinic_of(clinic),
    sum(cents) / 100.0, null, count(*)
from adjustment
where in_window(day)
group by all;

insert into figures
select
    'insurance_writeoffs', replace(line, 'write_off_', ''), period(day), provider_of(provider),
    clinic_of(clinic), -sum(cents) / 100.0, null, count(*)
from report_lines
where in_window(day) and starts_with(line, 'write_off_')
group by all;

insert into figures
select
    'net_production', policies.policy, period(day), provider_of(provider), clinic_of(clinic),
    sum(cents) / 100.0, null, count(*)
from report_lines
cross join (values ('pay_date'), ('procedure_date'), ('claim_date')) as policies (policy)
where
    in_window(day)
    and line in ('production', 'adjustment', 'write_off_' || policies.policy)
group by all;

-- What was written off, or is expected to be where insurance has not answered.
insert into figures
select
    'net_production_estimated', 'procedure_date', period(day), provider_of(provider),
    clinic_of(clinic), sum(cents) / 100.0, null, count(*)
from (
    select day, provider, clinic, cents
    from report_lines
    where line in ('production', 'adjustment')
    union all
    select
        line.day, line.provider, line.clinic,
        -case
            when line.state = 6 then greatest(line.write_off_estimate, 0) else line.write_off
        end
    from line
    inner join done on line.work = done.key
    where line.state in (0, 1, 4, 6)
)
where in_window(day)
group by all;

insert into figures
with expected as (

    select
        work,
        sum(greatest(write_off_estimate, 0)) as write_off
    from line
    where state in (6, 8)
    group by work

)

select
    'scheduled_production', variants.variant, period(visit.start::date),
    provider_of(work.provider), clinic_of(work.clinic),
    sum(
        work.cents
        - case
            when variants.variant = 'net'
                then coalesce(expected.write_off, 0) + work.discount
            else 0
        end
    ) / 100.0,
    null,
    count(*)
from work
inner join visit on work.visit = visit.key
left join expected on work.key = expected.work
cross join (values ('gross'), ('net')) as variants (variant)
where work.state = 1 and visit.state = 1 and in_window(visit.start::date)
group by all;

insert into figures
select
    'production_per_visit', 'gross', period(day), provider_of(provider), clinic_of(clinic),
    sum(cents) / 100.0, sum(visits), sum(visits)
from (
    select day, provider, clinic, cents, 0 as visits from done
    union all
    select day, provider, clinic, 0, 1 from seen
)
where in_window(day)
group by all;

insert into figures
select
    'production_per_provider_hour', 'scheduled_hours', period(day), provider_of(provider),
    clinic_of(clinic), sum(cents) / 100.0, sum(minutes) / 60.0, count(*) filter (minutes > 0)
from (
    select day, provider, clinic, cents, 0 as minutes from done
    union all
    select day, provider, clinic, 0, minutes from provider_minutes
)
where in_window(day) and day <= (select today - 1 from practice)
group by all;

insert into figures
select
    'production_per_operatory_hour', 'open_hours', period(day), null, clinic_of(clinic),
    sum(cents) / 100.0, sum(minutes) / 60.0, count(*) filter (minutes > 0)
from (
    select done.day, visit.clinic, done.cents, 0 as minutes
    from done
    inner join visit on done.visit = visit.key
    where visit.chair <> 0
    union all
    select day, clinic, 0, minutes from chair_minutes
)
where in_window(day) and day <= (select today - 1 from practice) and not getvariable('by_provider')
group by all;

insert into figures
select
    'hygiene_production_pct', 'by_provider', period(done.day), provider_of(done.provider),
    clinic_of(done.clinic), sum(done.cents) filter (provider.is_hygienist) / 100.0,
    sum(done.cents) / 100.0, count(*)
from done
left join provider on done.provider = provider.key
where in_window(done.day)
group by all;

-- Hygiene codes, and the diagnostic and preventive work of the same visit.
insert into figures
select
    'hygiene_production_pct', 'by_code', period(done.day), provider_of(done.provider),
    clinic_of(done.clinic),
    coalesce(sum(done.cents) filter (
        is_hygiene_code(done.code)
        or (cleaned.person is not null and regexp_matches(done.code, '^D[01]'))
    ), 0) / 100.0,
    sum(done.cents) / 100.0,
    count(*)
from done
left join (select distinct person, day from done where is_hygiene_code(code)) as cleaned
    on done.person = cleaned.person and done.day = cleaned.day
where in_window(done.day)
group by all;

insert into figures
select
    'hygiene_production_per_hour', 'scheduled_hours', period(parts.day),
    provider_of(parts.provider), clinic_of(parts.clinic), sum(parts.cents) / 100.0,
    sum(parts.minutes) / 60.0, count(*) filter (parts.minutes > 0)
from (
    select day, provider, clinic, cents, 0 as minutes from done
    union all
    select day, provider, clinic, 0, minutes from provider_minutes
) as parts
inner join provider on parts.provider = provider.key and provider.is_hygienist
where in_window(parts.day) and parts.day <= (select today - 1 from practice)
group by all;

insert into figures
select
    'procedure_mix', code, period(day), provider_of(provider), clinic_of(clinic), sum(fee) / 100.0,
    null, count(*)
from done
where in_window(day)
group by all;

insert into figures
select
    'ppo_writeoff_pct', 'pay_date', period(paid_day), provider_of(provider), clinic_of(clinic),
    sum(write_off) / 100.0, sum(billed) / 100.0, count(*)
from line
where state in (1, 4) and plan_type = 'p' and in_window(paid_day)
group by all;

insert into figures
select
    'goal_attainment', policies.policy, period(parts.day), provider_of(parts.provider),
    clinic_of(parts.clinic), sum(parts.cents) / 100.0, sum(parts.goal) / 100.0,
    count(*) filter (parts.goal > 0)
from (
    select line, day, provider, clinic, cents, 0 as goal from report_lines
    union all
    select
        'goal', provider_minutes.day, provider_minutes.provider, provider_minutes.clinic, 0,
        provider_minutes.minutes * provider.goal / 60.0
    from provider_minutes
    inner join provider on provider_minutes.provider = provider.key
) as parts
cross join (values ('pay_date'), ('procedure_date'), ('claim_date')) as policies (policy)
where
    in_window(parts.day)
    and parts.day <= (select today - 1 from practice)
    and parts.line in ('production', 'adjustment', 'goal', 'write_off_' || policies.policy)
group by all;

-- Planned, entered and done on one day, and nothing a cleaning or an exam is booked with.
insert into figures
select
    'same_day_treatment', 'procedure_date', period(day), provider_of(provider), clinic_of(clinic),
    sum(cents) / 100.0, null, count(*)
from done
where in_window(day) and planned = day and entered = day and is_treatment_code(code)
group by all
