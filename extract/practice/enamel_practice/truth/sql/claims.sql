-- D: insurance claims.
create or replace view answered as
select
    claim.*,
    coalesce(paid.cents, 0) as paid,
    coalesce(paid.supplements, 0) as supplements
from claim
left join (
    select
        claim,
        sum(paid) as cents,
        -- Money that only moves between lines is no later payment.
        count(*) filter (state = 4 and not is_transfer) as supplements
    from line
    where state in (1, 4, 5)
    group by claim
) as paid on claim.key = paid.claim
where claim.state = 'R' and claim.kind <> 'PreAuth';

insert into figures
select
    'claim_turnaround_days', 'mean', period(received), provider_of(provider), clinic_of(clinic),
    sum(received - first_sent), count(*), count(*)
from answered
where in_window(received) and first_sent > '1880-01-01' and received >= first_sent
group by all;

insert into figures
select
    'zero_pay_rate', 'expected', period(received), provider_of(provider), clinic_of(clinic),
    count(*) filter (paid <= 0), count(*), count(*)
from answered
where in_window(received) and estimate > 0
group by all;

insert into figures
select
    'first_pass_rate', 'no_supplement_no_resend', period(received), provider_of(provider),
    clinic_of(clinic),
    count(*) filter (
        paid > 0 and supplements = 0 and resent < '1880-01-01' and correction = 0
    ),
    count(*), count(*)
from answered
where in_window(received)
group by all;

insert into figures
with paid as (

    select claim, work, sum(paid) as cents
    from line
    where state in (1, 4)
    group by claim, work

)

select
    'insurance_estimate_error', parts.variant, period(line.paid_day), provider_of(line.provider),
    clinic_of(line.clinic), sum(parts.amount), count(*), count(*)
from snapshot
inner join line on snapshot.line = line.key and line.state = 1
inner join paid on line.claim = paid.claim and line.work = paid.work
cross join lateral (
    values
    ('bias', (paid.cents - snapshot.estimate) / 100.0),
    ('mean_absolute', abs(paid.cents - snapshot.estimate) / 100.0),
    ('within_1', case when abs(paid.cents - snapshot.estimate) <= 100 then 1.0 else 0.0 end)
) as parts (variant, amount)
where in_window(line.paid_day) and snapshot.estimate >= 0
group by all;

insert into figures
select
    'preauth_turnaround_and_conversion', 'turnaround_mean', period(received), provider_of(provider), clinic_of(clinic),
    sum(received - first_sent), count(*), count(*)
from claim
where
    state = 'R' and kind = 'PreAuth' and in_window(received) and first_sent > '1880-01-01'
    and received >= first_sent
group by all;

-- Of the work an insurer gave leave for, what was done within ninety days of its answer.
insert into figures
select
    'preauth_turnaround_and_conversion', 'conversion_90_days', period(claim.received), provider_of(claim.provider),
    clinic_of(claim.clinic),
    count(*) filter (
        work.state = 2 and work.day >= claim.received and work.day <= claim.received + 90
    ),
    count(*), count(*)
from line
inner join claim on line.claim = claim.key
inner join work on line.work = work.key
where
    line.state = 2 and claim.kind = 'PreAuth' and claim.state = 'R'
    and in_window(claim.received)
group by all
