-- J: data quality.
insert into figures
select
    'completed_without_provider_or_units', parts.variant, period(day), provider_of(provider),
    clinic_of(clinic), count(*), null, count(*)
from done
cross join practice
cross join (values ('no_provider'), ('no_units'), ('in_future')) as parts (variant)
where
    in_window(day)
    and case parts.variant
        when 'no_provider' then provider = 0
        when 'no_units' then units = 0
        else day > practice.today
    end
group by all;

insert into figures
select
    'claims_without_first_sent_date', 'sent_or_received', period(day), provider_of(provider),
    clinic_of(clinic), count(*) filter (first_sent < '1880-01-01'), count(*), count(*)
from claim
where state in ('S', 'R') and in_window(day)
group by all;

insert into figures
select
    'collections_unmatched_pct', 'no_procedure', period(day), provider_of(provider),
    clinic_of(clinic), coalesce(sum(cents) filter (work = 0), 0) / 100.0, sum(cents) / 100.0,
    count(*)
from (
    select day, provider, clinic, cents, work from split
    where unearned = '' and not is_discount
    union all
    select bank_check.day, line.provider, line.clinic, line.paid, line.work
    from line
    inner join "check" as bank_check on line."check" = bank_check.key
    where line.state in (1, 4)
)
where in_window(day)
group by all;

insert into figures
select
    'new_patients_without_source_pct', 'first_completed', period(first_seen.day),
    provider_of(first_seen.provider), clinic_of(first_seen.clinic),
    count(*) filter (
        not exists (select 1 from source where source.person = first_seen.person)
    ),
    count(*), count(*)
from first_seen
where in_window(first_seen.day)
group by all;

insert into figures
select
    'schedule_coverage', 'provider_days', period(worked.day), provider_of(worked.provider),
    clinic_of(worked.clinic),
    count(*) filter (
        exists (
            select 1 from provider_minutes
            where
                provider_minutes.provider = worked.provider
                and provider_minutes.day = worked.day
        )
    ),
    count(*), count(*)
from (select distinct day, provider, clinic from done where cents > 0) as worked
where in_window(worked.day)
group by all;

insert into figures
select
    'plan_first_pct', 'planned_before_done', period(day), provider_of(provider),
    clinic_of(clinic), count(*) filter (planned > '1880-01-01' and planned < day), count(*),
    count(*)
from done
where in_window(day)
group by all
